"""The page of targets: which are met, what it would take to meet the others, and where they are kept and changed."""
