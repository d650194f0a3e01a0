"""Nothing personal reaches the store: comments, coded values, columns of people, references, temporary files."""

RESIDUAL_RISK = (
    "Up to one name in ten, more often a first name in small letters or one that is also a word (rose, mark), and some "
    "house names, may stay in comments; do not show comments outside the council unread."
)
# Raised whenever the rules change, so that a file that is loaded again is read by the new ones.
RULES = 3
REMOVED = "Other (personal data removed)"
