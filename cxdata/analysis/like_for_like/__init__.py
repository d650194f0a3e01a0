"""Like for like: did the service change, or only who is counted?

Other rooms use `split`, which splits a change between two periods into who is counted and what changed within.
"""

__all__ = ["split"]
