"""Disclosure control: small counts are hidden and the rest rounded, so that no hidden count can be worked out.

Other rooms use `rules` (the thresholds and how a hidden figure is written), `gate` (a table protected whole) and
`margins` (rows to hide because totals give them away). `rounding`, `suppression` and `lines` are what these rest on.
"""

__all__ = ["gate", "margins", "rules"]
