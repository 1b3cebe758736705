"""`python -m pokdash`: the command line."""

import sys

from pokdash.cli import main

if __name__ == "__main__":
    sys.exit(main())
