"""Who delivers services: who has sent nothing, and who serves people better or worse than the rest, on one yardstick.

Other rooms use the modules `silence`, `scores` and `together`.
"""
