"""Nothing personal reaches the store: comments, coded values, columns of people, references, temporary files."""

RESIDUAL_RISK = (
    "Up to one name in ten may stay in comments. Those are mostly first names in small letters, names that are also a "
    "word (rose, mark) and names of houses. Do not show comments outside the council unread."
)
# Raised whenever the rules change, so that a file that is loaded again is read by the new ones.
RULES = 4
REMOVED = "Other (personal data removed)"
