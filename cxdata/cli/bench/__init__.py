"""bench: how fast loading is beside bare DuckDB, and what each page of the app costs, opened as a reader opens it.

Machines differ and are shared, so only ratios mean anything: loading stands beside the plainest DuckDB statement for
the same work, taken in turn with it, and a page beside the same page over the smallest store. What a page asks is heard
at the store while the app runs, and stands in no list: `budget` says how much it may ask, and a test holds it to that.
"""
