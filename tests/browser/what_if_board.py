"""The what-if board in a real browser: moving its levers, and reading every amount that it shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playwright.sync_api import Locator
from screen import Screen

_SET = """([node, value]) => {
  node.value = value;
  node.dispatchEvent(new Event("input", {bubbles: true}));
  node.dispatchEvent(new Event("change", {bubbles: true}));
}"""
_PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_SHOWN = """() => {
  const cents = node => node.dataset.cents === "" ? null : Number(node.dataset.cents);
  const told = node => [cents(node), node.value ?? node.textContent];
  const all = (selector, name, value) => Object.fromEntries([...document.querySelectorAll(selector)]
    .filter(node => !node.closest("[hidden]")).map(node => [name(node), value(node)]));
  return {
    amounts: all(".pok-wi-row[data-cell]", n => n.dataset.cell, n => told(n.querySelector(".pok-wi-amount"))),
    deltas: all(".pok-wi-row[data-cell]", n => n.dataset.cell, n => told(n.querySelector(".pok-wi-delta"))),
    left: all(".pok-wi-line", n => n.dataset.line, n => told(n.querySelector(".pok-wi-gauge span"))),
    ends: all("[data-end]", n => n.dataset.end,
      n => [...told(n.querySelector("strong")), n.querySelector("strong + span").textContent]),
    sums: all("[data-sum]", n => n.dataset.sum, n => [...n.querySelectorAll("td")].map(told)),
    check: told(document.querySelector(".pok-wi-check")),
  };
}"""


class WhatIfBoard:
    """The board of the page that is open."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page = screen, screen.page
        self.page.locator(".pok-wi[data-drawn]").wait_for()

    def painted(self) -> None:
        """Wait for the next frame."""
        self.page.evaluate(_PAINTED)

    def shown(self) -> dict[str, Any]:
        """Every amount in cents (None: unknown), with its words."""
        found: dict[str, Any] = self.page.evaluate(_SHOWN)
        return found

    def slider(self, key: str) -> Locator:
        """The slider of an amount: `3|` or `tichtby|2026`."""
        return self.page.locator(f'[data-cell="{key}"] input[type=range]')

    def field(self, key: str) -> Locator:
        """The field with the exact amount."""
        return self.page.locator(f'[data-cell="{key}"] .pok-wi-amount')

    def put(self, node: Locator, value: object) -> None:
        """Give a lever another value, as the hand does, and wait until that is drawn."""
        self.page.evaluate(_SET, [node.element_handle(), str(value)])
        self.painted()

    def course(self, line: str) -> list[Locator]:
        """Of a line: pace, first month, last month, what happens with what is left."""
        inside = self.page.locator(f'[data-line="{line}"] .pok-wi-course')
        return [inside.locator("input"), *(inside.locator("select").nth(number) for number in range(3))]

    def button(self, name: str) -> Locator:
        """A button of the head."""
        return self.page.locator(".pok-wi-buttons button", has_text=name)

    @property
    def check(self) -> str:
        """Whether the total is right, in words."""
        return self.page.locator(".pok-wi-check").inner_text()


def cents(amount: Decimal | None) -> int | None:
    """An amount in euro as whole cents."""
    return None if amount is None else int(amount * 100)
