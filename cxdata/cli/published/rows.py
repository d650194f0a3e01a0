"""show --publish: the rows of one measure out of an edition, as a table, CSV, JSON or a picture."""

import argparse

from cxdata.cli.published.choices import read_choices
from cxdata.cli.show import print_answer, refuse_picture, tells_online, write_picture
from cxdata.council import Council
from cxdata.data_folder import doubt_of
from cxdata.errors import CxError
from cxdata.export.beside.other_side import with_other_side
from cxdata.export.edition.answer import published_answer
from cxdata.export.edition.file import Edition
from cxdata.measures import find_dimension, find_measure
from cxdata.published.exhibits import groups
from cxdata.published.reading import Reading


def print_rows(edition: Edition, council: Council, options: argparse.Namespace) -> None:
    """Print one measure, split and narrowed as asked. Raises CxError, saying why, for what is not published."""
    measure = find_measure(options.measure)
    for name in options.by:
        find_dimension(name)
    scope = read_choices(edition, options)
    answer = published_answer(edition, measure, options.by, scope)
    reading = Reading(edition, council, answer.scope)
    said = reading.other_side() if tells_online(answer) else ""
    if not options.picture:
        print_answer(answer, options.format, said)
        return
    refuse_picture(answer)
    exhibit = with_other_side(groups(reading, measure.id, answer.by[0].id), said)
    if exhibit.chart is None:
        raise CxError(f"{exhibit.finding}.")
    write_picture(exhibit, options.picture, doubt_of(edition.about.holding))
