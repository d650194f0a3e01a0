"""How often charts over time cry wolf, and what they find: `python -m benchmarks.real_change`."""
