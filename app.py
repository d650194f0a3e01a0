"""The dashboard. Everything is in the frame and the pages."""

from cxdata.ui import frame

frame.run_app()
