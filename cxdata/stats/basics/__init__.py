"""What the other methods rest on: shares and rates with their intervals, exact tests, and allowance for many tests.

Modules: `proportions` (Wilson and Newcombe intervals, notes on small bases), `rates` (Byar's interval), `comparisons`
(each group with the rest), `false_discovery` (Benjamini and Hochberg), `hypergeometric` and `distributions` (t and F).
Other rooms use the modules named in `__all__`.
"""

__all__ = ["comparisons", "distributions", "false_discovery", "hypergeometric", "proportions", "rates"]
