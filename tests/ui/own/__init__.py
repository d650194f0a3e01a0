"""Tests of the screen without a browser: the whole app runs, page by page, over real stores."""
