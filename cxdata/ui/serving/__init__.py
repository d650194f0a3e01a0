"""How the dashboard is served: what the browser is forbidden, and who is let in where a network can reach it."""

from cxdata.ui.serving.guard import guards
from cxdata.ui.serving.reach import refusal_without_guard

__all__ = ["guards", "refusal_without_guard"]
