"""How other councils compare: what they publish, held against our own counts where both mean the same thing.

`printed` reads what is published, `alike` says which councils are like ours, `compare` holds them side by side.
"""
