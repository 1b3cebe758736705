"""Floor 3 without a screen: the same capabilities as the pages, typed."""

from pokdash.cli.run import main

__all__ = ["main"]
