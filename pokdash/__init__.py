"""POK-monitor: how much earmarked money is left, are we on schedule, and what needs attention."""

__version__ = "0.1.0"
