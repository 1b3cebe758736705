"""The script that the server runs for every page: reads the clock once and draws the frame."""

import datetime as dt

from pokdash.ui import frame

frame.run(now=dt.datetime.now(dt.UTC))
