"""The sample: an invented council's exports, made from a seed, for the first look, for tests, and for measuring speed.

Other rooms use `make_sample`.
"""

from collections.abc import Callable
from pathlib import Path

from cxdata.sample.council import ANSWERS_PER_CONTACT, CONTACTS, MEMBERS_SHARE, SEED
from cxdata.sample.files.casework import write_members
from cxdata.sample.files.complaints import write_complaints
from cxdata.sample.files.contact_files import write_contacts
from cxdata.sample.files.contacts import month_blocks
from cxdata.sample.files.phones.calls import write_calls
from cxdata.sample.files.phones.reception import write_reception
from cxdata.sample.files.phones.rota import write_rota
from cxdata.sample.files.published import write_published
from cxdata.sample.files.surveys import draw_answers, write_surveys
from cxdata.sample.files.taking_part.engagement import write_engagement
from cxdata.sample.files.taking_part.panel import write_panel
from cxdata.sample.files.turns import with_plants
from cxdata.sample.files.web import write_web
from cxdata.sample.people import people
from cxdata.sample.planted import write_planted
from cxdata.sample.readme import write_readme
from cxdata.sample.settings import write_settings, write_standards
from cxdata.sample.tracker import write_tracker
from cxdata.sample.wards import write_wards

__all__ = ["make_sample"]


def make_sample(
    out: Path, contacts: int = CONTACTS, seed: int = SEED, progress: Callable[[str, float], None] | None = None
) -> list[Path]:
    """Write every export of the sample council into `out`; the files to load come back, boundaries first.

    `contacts` distinct contacts can be loaded from the three contact files together; survey answers grow with them,
    everything else is of one size. The same arguments give the same bytes. `progress` hears a step and how far it is,
    from 0 to 1. Beside the files returned, `out` receives council.toml, the lists that an officer keeps
    (recommendations.csv), planted.toml (what is planted, with figures) and README.md.
    """
    out.mkdir(parents=True, exist_ok=True)
    tell = progress or (lambda step, share: None)
    crowd = people(contacts)
    by_residents = round(contacts * (1 - MEMBERS_SHARE))
    done = 0

    def report(number: int) -> None:
        nonlocal done
        done += number
        tell("contacts", done / by_residents)

    places = write_wards(out)
    logged, tally = write_contacts(
        out, with_plants(month_blocks(by_residents, crowd, seed), crowd, seed), crowd, seed, report
    )
    members = write_members(out, contacts - tally.crm - tally.forms, seed)
    tell("survey answers", 0.0)
    answers = draw_answers(round(contacts * ANSWERS_PER_CONTACT), crowd, seed)
    surveys = write_surveys(out, answers, crowd, seed)
    tell("calls, web, complaints and the rest", 0.0)
    others = [
        write_calls(out, seed),
        write_reception(out, seed),
        write_rota(out, seed),
        *write_web(out, tally.completions, seed),
        write_complaints(out, seed),
        write_panel(out, crowd, seed),
        write_published(out, answers, seed),
        write_engagement(out, seed),
    ]
    write_settings(out)
    write_standards(out)
    write_tracker(out)
    write_readme(out, write_planted(out, tally, answers, contacts=contacts, seed=seed))
    tell("done", 1.0)
    return [*places, *logged, members, *surveys, *others]
