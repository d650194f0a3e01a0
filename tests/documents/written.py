"""A document written by hand, with one of everything that a writer may meet, hostile words among it."""

from dataclasses import replace

import pandas as pd

from cxdata.analysis.groups import judge_groups
from cxdata.charts.channels.mix import mix
from cxdata.charts.dots import Beside, dots
from cxdata.charts.drawing.colours import ACCENT, SEQUENTIAL
from cxdata.charts.drawing.marks import Area, Text
from cxdata.charts.drawing.model import Axis, Chart, Drawing
from cxdata.charts.trend import trend
from cxdata.documents import Bullets, Document, Figure, Heading, NewPage, Paragraph, Table, figure_of
from cxdata.export.download import OFFICERS, Download
from cxdata.export.exhibit import exhibit_of
from tests.charts.answers import answer

SCRIPT = "<script>alert('here')</script>"
FORMULA = "=1+1"
ARABIC = "خدمات المجلس"
EMOJI = "Thank you 👍🏽 & see you"
LONG = (
    "Of all the people who wrote to the council about missed collections in the wards along the river between April "
    "and September, those who had to write a second time within a fortnight were the least satisfied of any group, and "
    "most of them said that nobody had told them what would happen next or when it would be"
)
MARK = "Officer view: not for publication. Invented figures of a sample council."
MADE = "2026-10-05T09:30:00+00:00"

WARDS = [("Abbey", 30, 200), ("Bede & Co", 10, 180), ("Castle", 6, 12), ("Dunes", 44, 150)]
MONTHS = [(f"2026-{month:02}", 40 + month * (3 if month < 6 else 1), 200 + month) for month in (1, 2, 3, 5, 6, 7, 8, 9)]
MIX = [
    (f"2026-{month:02}", channel, share, 100)
    for month, shares in {6: (50, 30, 20), 7: (45, 35, 20), 8: (40, 35, 25)}.items()
    for channel, share in zip(("phone", "web", "face_to_face"), shares, strict=True)
]


def dots_figure() -> Figure:
    """Groups beside the rest, with their warnings, officer's notes and question."""
    found = answer("dissatisfied", ["ward"], WARDS)
    chart = dots(found, judged=judge_groups(found), beside=[Beside(0.12, "Council"), Beside(0.1, "Target", True)])
    exhibit = exhibit_of(
        found, chart, "In Dunes 29 in 100 are dissatisfied, against 12 in 100 elsewhere", key="dissatisfied-ward"
    )
    figure = figure_of(exhibit, name="Dissatisfied by ward", about=("People who said dissatisfied or very.",))
    return replace(
        figure,
        scope="1 April to 30 September 2026, all wards",
        source="survey_2026.csv",
        warnings=("Castle rests on 12 answers.",),
        ask="What will change in Dunes before winter?",
        commentary=("12 October 2026: the depot moved in May.", f"{SCRIPT} {EMOJI}"),
    )


def line_figure() -> Figure:
    """One course over nine months, of which April has no figure and September is not whole."""
    found = answer("dissatisfied", ["month"], MONTHS)
    chart = trend(found, incomplete="2026-09", target=0.2)
    exhibit = exhibit_of(found, chart, "Dissatisfaction rose until May and has stayed there since", key="course")
    return replace(figure_of(exhibit, name="By month"), scope="January to September 2026", source="survey_2026.csv")


def stacked_figure() -> Figure:
    """Parts of a whole in three months."""
    found = answer("channel_share", ["month", "channel"], MIX)
    exhibit = exhibit_of(found, mix(found), "The phone gives way to the web, month by month", key="mix")
    return replace(figure_of(exhibit, name="Channels"), scope="June to August 2026", source="contacts.csv")


def map_figure() -> Figure:
    """A drawing that no Office chart has: two wards as areas, and a finding of more than 300 letters."""
    left = (((0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0)),)
    right = (((4.0, 0.0), (8.0, 0.0), (8.0, 3.0), (4.0, 3.0)),)
    drawing = Drawing(
        (
            Area(left, fill=SEQUENTIAL[0], outline=ACCENT),
            Area(right, fill=SEQUENTIAL[3], outline=ACCENT),
            Text(2, 1.5, "Abbey", anchor="middle"),
            Text(6, 1.5, SCRIPT, anchor="middle", colour="#FFFFFF"),
        ),
        Axis((0, 8)),
        Axis((0, 3)),
        320,
        square=True,
    )
    rows = (("Abbey", "12"), (SCRIPT, "31"))
    return Figure(
        key="map",
        finding=LONG,
        chart=Chart(drawing, f"Map of two wards: Abbey 12, {SCRIPT} 31.", "Darker is more."),
        table=Table(FORMULA, LONG, ("Ward", "Written twice"), rows),
        data=Download("map", ("Ward", "Value"), (("Abbey", 12), (SCRIPT, 31)), (("Rules", OFFICERS),)),
        scope="April to September 2026",
        source="letters.xlsx",
    )


def document() -> Document:
    """The document. Its title is plain, because a file's name is taken from it elsewhere."""
    said = {3: FORMULA}
    many = tuple((f"Street {number}", str(number * 7), said.get(number, "as before")) for number in range(1, 201))
    return Document(
        title="Customer experience, April to September 2026",
        council="Quarnmere Borough Council",
        audience="members",
        cover=(("Meeting", "Overview and Scrutiny Committee"), ("Date", "12 October 2026"), ("Item", "7")),
        blocks=(
            Heading("Summary"),
            Paragraph("Most people are well served; those in Dunes are not.", "lead"),
            Bullets(
                ("More people are answered in time than a year ago.", "Dunes is worse served than the rest.", EMOJI),
                slide="What matters most",
            ),
            Paragraph("Figures of September are not complete.", "warning"),
            Paragraph("We met residents of Dunes on 2 October.\nThey spoke of bins.", "officer"),
            Heading("Who is satisfied"),
            Heading("By ward", 2),
            dots_figure(),
            Heading("Since January", 2),
            line_figure(),
            NewPage(),
            Heading("How people reach us"),
            stacked_figure(),
            Heading(f"Where {SCRIPT}", 2),
            map_figure(),
            Heading("Annex"),
            Table("Nothing", "What was promised and is overdue", ("Promise", "Due"), ()),
            Table("Streets", f"Streets and {ARABIC}", ("Street", "Letters", FORMULA), many, ("Streets as recorded.",)),
            Paragraph(ARABIC),
            Bullets(("First this", "then that"), numbered=True),
            Paragraph("How figures are made stands in the definitions.", "quiet"),
        ),
        mark=MARK,
        about=(("Store", "20261001-1"), ("Digest", "4d1f0a9be3c2")),
        made=MADE,
    )


def table_words(figure: Figure) -> pd.DataFrame:
    """A figure's table on the screen."""
    return pd.DataFrame(figure.table.rows, columns=list(figure.table.heads))
