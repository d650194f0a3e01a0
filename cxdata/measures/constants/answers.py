"""The survey's answers, narrow, each with the day of the same customer's next one: a constant of the store.

Where people are counted, a customer has one answer: the latest of those chosen. To find it among all rows means to sort
them by customer, again for each question. Of all answers of a period it is the one after which the customer gave none
before the period's end, and when the next one came is known once the rows are written. Where other choices than a
period are made, the next answer may not be among those chosen: there the rows are sorted, as cxdata.analysis does.
"""

from dataclasses import dataclass

from cxdata.constants import Constant
from cxdata.contract import NOT_RECORDED, TABLES, Kind

TABLE = TABLES["responses"]
FACTS = ("channel", "service", "customer_type", "ward", "provider", "age_band", "disability")
"""What is known of who answered, by which groups of them are told apart."""
RATED = tuple(field.name for field in TABLE.fields if field.kind is Kind.SCORE)
COUNTED = ("count", *RATED, *(field.name for field in TABLE.fields if field.kind is Kind.FLAG))
"""The columns of an answer by which it is counted, as they are in the rows."""
LARGEST = 2**63
"""Numbers of facts stay below it."""

DATED = "grain in ('moment', 'day')"
"""Whether the day of a row is known."""
_DAY = f"{TABLE.time}::date"


def next_of(rated: str) -> str:
    """The column with the day of the customer's next answer to one question; null where there is none."""
    return f"next_{rated}"


def word_sql(column: str) -> str:
    """The SQL of a row's word, which a load never leaves blank."""
    return f"coalesce({column}, '{NOT_RECORDED}'::level_{column})"


def facts_sql() -> str:
    """The SQL of one number for all `FACTS` of an answer: its words by their places in their types, the last fact the
    fastest. Null where there are so many words that the number could be `LARGEST` or more.
    """
    terms = []
    for place, name in enumerate(FACTS):
        weights = (f"len(enum_range(null::level_{other}))" for other in FACTS[place + 1 :])
        terms.append(f"enum_code({word_sql(name)}) * ({' * '.join(('1::hugeint', *weights))})")
    return f"try_cast({' + '.join(terms)} as bigint)"


def columns_sql() -> str:
    """What a row of answers is told by here: its day, whether that day is known, its facts as one number, `COUNTED`."""
    return f"{_DAY} as day, {DATED} as dated, {facts_sql()} as facts, {', '.join(COUNTED)}"


def answers_sql(answers: str = "responses") -> str:
    """The SELECT of the constant's rows, of these answers: all that their customers gave.

    Of answers at one moment the later is that of the later file and row.
    """
    nexts = ", ".join(
        f"lead(case when {name} is not null then {_DAY} end ignore nulls) over later as {next_of(name)}"
        for name in RATED
    )
    return f"""
with again as (
    select file_id, row_number, {nexts}
    from {answers}
    where customer_key in (select customer_key from {answers} group by customer_key having count(*) > 1)
    window later as (partition by customer_key order by {TABLE.time} nulls first, file_id, row_number)
)
select file_id, row_number, {columns_sql()}, {", ".join(map(next_of, RATED))}
from {answers} left join again using (file_id, row_number) order by day, file_id, row_number
"""


@dataclass(frozen=True)
class _Answers(Constant):
    """A constant whose rows are of no one file: the next answer of a customer can stand in another."""

    @property
    def sql(self) -> str:
        """The SELECT of its rows out of the answers."""
        return answers_sql()


ANSWERS = _Answers("answers_once", tuple)
"""file_id, row_number, day, dated, facts, `COUNTED`, and `next_of` each question of `RATED`: one row an answer."""
