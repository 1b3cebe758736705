"""The command that starts the dashboard: the ordinary Streamlit command, with the Python that runs this."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from pokdash.cli.changing import initialise
from pokdash.cli.desk import Desk
from pokdash.cli.moments import port
from pokdash.store.home import ROOT

HOST = "127.0.0.1"
PORT = 8501


def serve(args: argparse.Namespace, desk: Desk) -> int:
    """Serve the dashboard until it is stopped; a port that is typed goes before PORT of the environment.

    The address is never taken from the environment: many shells name the machine in HOST, and others would get in.
    Where there are no data yet they are set up first, as `init` does.
    """
    try:
        number = args.port or port(os.environ.get("PORT") or str(PORT))
    except ValueError:
        return desk.speech.refuse("cli.serve.wrong_port", found=os.environ["PORT"])
    if desk.is_empty() and (status := initialise(argparse.Namespace(no_examples=False), desk)):
        return status
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        *("--server.address", args.host or HOST, "--server.port", str(number)),
    ]
    os.environ["POKDASH_HOME"] = str(desk.home.path)
    os.chdir(ROOT)  # Streamlit reads .streamlit/config.toml from the working directory
    return _replace_this_process(command)


def _replace_this_process(command: list[str]) -> int:
    """Go on as this command, so that a signal reaches it; Windows cannot, so there it runs below this process."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode
