"""Statistics: counts in, results out. Numbers only: no SQL, no store, no screen, no charts.

One folder for each method or family of methods, and `decomposition` (a change split into who is counted and what
changed within). Each folder names the modules that other rooms use.
"""
