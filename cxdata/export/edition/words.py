"""What is said of editions, on the Data page and at a terminal: what was made, how often, and what the key is for."""

from datetime import timedelta
from typing import TYPE_CHECKING

from cxdata.data_folder.editions import PUBLISH_KEY
from cxdata.data_folder.sample_keys import PUBLISHING
from cxdata.export.edition.ledger import MOST
from cxdata.periods import say_date

if TYPE_CHECKING:
    from cxdata.export.edition.file import Edition
    from cxdata.export.edition.publishing import Published

WHAT = (
    "An edition is one file with the figures that the council publishes: of whole quarters and years that are over, by "
    "at most two things at once, each count rounded up or down to a multiple of 5. It holds no name, no reference and "
    "no comment. Nothing that is published changes until the next edition is made."
)
NONE_YET = (
    "There is no edition yet, so nothing is published. An officer makes one on the Data page, or with: "
    "python -m cxdata publish."
)
WHY_NO_FIFTH = (
    f"The figures of a quarter are put out at most {MOST} times, then they stay as they are: a fifth time would let "
    "single people be worked out by holding the editions against each other. An edition in which nothing of a quarter "
    "differs does not count."
)
KEY = (
    f"The key ({PUBLISH_KEY.file}) is what the counts are rounded with. Who has it and an edition comes nearer to the "
    "exact counts, so it is in no edition. Keep a copy apart from the folder; a backup of the folder holds it, with "
    "all editions. If it is lost no further edition is made: with a new key every count would be rounded anew, and two "
    "roundings of one count tell more than one."
)

KEY_OF_SAMPLE = (
    "The sample's figures are invented, so the key with which they are rounded is public. A council of your own gets a "
    "key of its own with its first edition, and never this one."
)


def say_key(edition: "Edition | None") -> str:
    """What the key is for that an edition was rounded with, or that the first one will be."""
    is_public = edition is not None and edition.about.key_mark == PUBLISH_KEY.mark(PUBLISHING)
    return KEY_OF_SAMPLE if is_public else KEY


def say_edition(edition: "Edition") -> str:
    """Which edition it is, of which day, and how far it reaches: 'Edition 3, made on 12 October 2026: ...'."""
    about = edition.about
    last = max((period.end for period in edition.periods.values()), default=None)
    reach = f" They reach to {say_date(last - timedelta(days=1))}." if last else ""
    return (
        f"Edition {about.number}, made on {say_date(about.made_on)}: figures of {len(edition.periods)} periods, each "
        f"within {about.round_to - 1} of the exact count.{reach}"
    )


def put_out(edition: "Edition") -> list[dict[str, str]]:
    """How often each quarter was put out up to an edition, the newest first."""
    quarters = edition.rows(
        "select period, editions, put_out_on from periods where contains(period, ' Q') order by first_day desc"
    )
    return [
        {
            "Quarter": row["period"],
            "Put out": f"{row['editions']} of {MOST} times",
            "Last on": say_date(row["put_out_on"]),
            "From now on": "stays as it is" if row["editions"] >= MOST else "follows its records",
        }
        for row in quarters.to_dict("records")
    ]


def say_published(done: "Published") -> list[str]:
    """What was made, what changed, how often each quarter was put out, and what was refused."""
    settled = done.settled
    if done.path is None:
        said = [f"Nothing differs from edition {done.number}, so no further one was made."]
    else:
        periods = settled.periods[settled.periods["held"]]
        said = [
            f"Edition {done.number} is written to {done.path}: {len(settled.cells):,} figures of "
            f"{len(periods)} periods, each within {int(periods['round_to'].max()) - 1} of the exact count."
        ]
    if done.path is not None and done.made.moved:
        said.append(
            f"{done.made.moved} of its figures were rounded the other way: sums with others would have told how few "
            "people a count is."
        )
    if settled.changed:
        total = sum(settled.changed.values())
        said.append(f"Since the last edition {total:,} figures changed: {_listed(settled.changed)}.")
    if settled.new and done.number > 1:
        said.append(f"New in it: {', '.join(settled.new)}.")
    if settled.gone:
        gone = ", ".join(settled.gone)
        said.append(f"Not in it any more, as their data are not whole now or later quarters took their place: {gone}.")
    if done.path is not None and done.number > 1 and not (settled.changed or settled.new or settled.gone):
        said.append(
            "No figure changed since the last edition. What did stands beside the figures: boundaries, "
            "recommendations, figures of other councils, or the council's name."
        )
    quarters = settled.periods[settled.periods["period"].str.contains(" Q")]
    if len(quarters):
        often = ", ".join(f"{row.period} {row.editions}" for row in quarters.itertuples())
        said.append(f"How often the figures of each quarter were put out, at most {MOST} times: {often}.")
    said += [
        f"Nothing of the {name} is in it: nearly every row of theirs stands for {people} people, so that no rounding "
        "would hide how many rows there are."
        for name, people in done.made.left_out.items()
    ]
    said += [
        f"{name} stays as it was put out before, though {count:,} of its figures would differ now: a fifth time would "
        "let single people be worked out by holding the editions against each other."
        for name, count in settled.finished.items()
    ]
    return said


def _listed(changed: dict[str, int]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in changed.items())
