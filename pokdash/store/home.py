"""Where the state of this installation lives, and who works with it."""

from __future__ import annotations

import getpass
import hashlib
import os
import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pokdash.domain.actor import Actor, Role
from pokdash.store import durable
from pokdash.store.agendas import Agendas
from pokdash.store.meetings import Meetings
from pokdash.store.store import Store
from pokdash.store.workspace import Workspace
from pokdash.store.workspace_file import WorkspaceFile

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("POKDASH_DATA") or ROOT / "data").resolve()
"""The plans and example ledgers: those that come with the program, or the folder that POKDASH_DATA names."""
PLANS = DATA / "plans"


@dataclass(frozen=True, slots=True)
class Settings:
    """Who changes things here. `problem` is a text key when `settings.toml` could not be used: then nobody may."""

    actor: Actor
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """One folder with everything that this installation keeps: store, imported files, settings."""

    path: Path

    @classmethod
    def from_environment(cls) -> Home:
        """The folder that POKDASH_HOME names, else `var` beside the program."""
        return cls(Path(os.environ.get("POKDASH_HOME") or ROOT / "var").resolve())

    @property
    def store(self) -> Store:
        """The ledger store of this installation."""
        return Store.at(self.path / "store")

    @property
    def workspace(self) -> Workspace:
        """The scenarios and drafts that people of this installation keep."""
        return Workspace(self._workspace_file)

    @property
    def meetings(self) -> Meetings:
        """The meetings of this installation, and the questions and notes that were kept there."""
        return Meetings(self._workspace_file)

    @property
    def agendas(self) -> Agendas:
        """The saved agendas of this installation."""
        return Agendas(self._workspace_file)

    @property
    def _workspace_file(self) -> WorkspaceFile:
        return WorkspaceFile(self.path / "workspace.sqlite")

    def settings(self, *, own_machine: bool = True) -> Settings:
        """What `settings.toml` says (`name`, `role`); without it the person who is logged in, as manager.

        `own_machine` False, when others can reach the screen too: without a role in the settings everyone only looks.
        """
        usual = Role.MANAGER if own_machine else Role.VIEWER
        try:
            content = tomllib.loads((self.path / "settings.toml").read_text(encoding="utf-8"))
            name, role = str(content.get("name") or _login()), Role(content.get("role", usual))
        except FileNotFoundError:
            return Settings(Actor(_login(), usual))
        except (OSError, ValueError):
            return Settings(Actor(_login(), Role.VIEWER), "refusal.settings_unreadable")
        return Settings(Actor(name, role))

    def keep(self, content: bytes, extension: str = "csv") -> str:
        """Keep an imported file under its SHA-256, which is returned; the same content is kept once."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.kept(sha256, extension)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            durable.write(place, content)
        return sha256

    def kept(self, sha256: str, extension: str) -> Path:
        """Where an imported file with this SHA-256 and extension lies."""
        return self.path / "imports" / f"{sha256}.{extension}"


def _login() -> str:
    """The log-in name; without one the number of the user or (Windows) the name of the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return str(os.getuid()) if hasattr(os, "getuid") else platform.node()
