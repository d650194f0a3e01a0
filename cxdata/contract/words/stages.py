"""Which stage of its complaint a row is, and which complaint, in whatever words a register has them.

People type both: 'Stage 1', '1', 'S1', 'Stage One' and 'Formal stage 1' are one stage, 'c-104 ' and 'C-104' one
reference.
"""

STAGE_NAMES = ("Stage 1", "Stage 2", "Stage 3", "Ombudsman")
"""What the stages are called, by their number from 1."""
_LEFT, _RIGHT = "(^|[^a-z0-9])", "([^a-z0-9]|$)"
_BEFORE = "(stage|stg|st|s)? *"
# The later stage first: 'Stage 1 review' is the review. 'Formal' and 'initial' say stage 1 where no number does.
_PATTERNS = (
    (4, f"{_LEFT}(ombudsman|lgsco|lgo|spso|nipso|pso){_RIGHT}"),
    (3, f"{_LEFT}{_BEFORE}(3|3rd|iii|three|third){_RIGHT}"),
    (2, f"{_LEFT}{_BEFORE}(2|2nd|ii|two|second){_RIGHT}|{_LEFT}(review|appeal|final){_RIGHT}"),
    (1, f"{_LEFT}{_BEFORE}(1|1st|i|one|first){_RIGHT}|{_LEFT}(formal|initial){_RIGHT}"),
)


def named_stage(column: str) -> str:
    """The SQL of the number of the stage that the words of a column name (4 the Ombudsman); null where they name none,
    such as 'Informal'."""
    words = f"lower({column}::varchar)"
    cases = " ".join(f"when regexp_matches({words}, '{pattern}') then {number}" for number, pattern in _PATTERNS)
    return f"(case {cases} end)"


def stage_number(column: str) -> str:
    """The same where a row must have a stage: one that names none is dealt with as stage 1."""
    return f"coalesce({named_stage(column)}, 1)"


def stage_name(column: str) -> str:
    """The SQL of a stage in one form of words: 'Stage 1' for each of its spellings, other words as they stand."""
    cases = " ".join(f"when {number} then '{name}'" for number, name in enumerate(STAGE_NAMES, start=1))
    return f"(case {named_stage(column)} {cases} else {column}::varchar end)"


def same_stage(column: str) -> str:
    """The SQL of what rows of one case at one stage have in common; a blank stage is taken for stage 1."""
    return f"replace({stage_name(column)}, 'Not recorded', '{STAGE_NAMES[0]}')"


def same_reference(column: str) -> str:
    """The SQL of what two spellings of one reference have in common: blind to case and to blanks."""
    return f"upper(replace({column}, ' ', ''))"
