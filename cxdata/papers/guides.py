"""Two guides of one page each: what a councillor may ask and how to read the answer, and what an officer does."""

from cxdata.council import Council
from cxdata.documents import Block, Bullets, Document, Heading, Paragraph
from cxdata.stats.basics.proportions import SMALL, TOO_FEW, VERY_SMALL

COUNCILLORS, OFFICERS = "councillors", "officers"
TITLES = {COUNCILLORS: "A guide for councillors", OFFICERS: "A guide for officers"}
MARK = "This guide holds no figure of any council."

_FOR_COUNCILLORS: tuple[Block, ...] = (
    Paragraph(
        "See who is served well and who is not, from the council’s own records, and ask better questions.", "lead"
    ),
    Heading("What you can ask"),
    Bullets(
        (
            "Overview: what most deserves a question now, with its evidence. Begin here.",
            "Who is served well: who is satisfied, and which groups a good average hides.",
            "Getting through: how people reach the council, how long they wait, and who had to come back.",
            "Where: your ward beside wards like it, hotspots, and councillors’ cases.",
            "Is it changing, and Promises: what really changed; targets, complaints and savings.",
        )
    ),
    Heading("How to read a dot and a range"),
    Bullets(
        (
            "The dot is the figure that was counted. The line through it is where the true figure probably lies.",
            "A long line means that few people were counted. A hollow dot says the same.",
            "A group marked better or worse differs from the rest by more than chance. Others may not differ at all.",
            "On a line over time the band is the usual range. Only what leaves it, or is marked, is a change.",
        )
    ),
    Heading("What “too few to say” means"),
    Paragraph(
        f"Under {TOO_FEW} people no percentage is shown. From {TOO_FEW} to {VERY_SMALL - 1} it is marked “very small "
        f"base”, from {VERY_SMALL} to {SMALL - 1} “small base”. It does not mean that all is well. Choose a longer "
        "period, or ask the officer what is known."
    ),
    Heading("Your ward in two keys"),
    Paragraph(
        "Choose your ward once in the list “My ward”. From then on the key W shows the whole council on any page, and "
        "W again your ward. On the page Ward you can take it away on two sides of paper."
    ),
    Heading("What not to conclude"),
    Bullets(
        (
            "That a ward is worse because it stands lower. Look whether it is marked.",
            "That one thing caused another because it came first. Ask what else changed then.",
            "That people are content because few complain. Some never get through, and some give up.",
            "That online is better because it costs less. Read the other side: who waits, and who cannot use it.",
            "That things have turned because the newest month differs. It may not be all in; the page says so.",
        )
    ),
    Heading("Take it to the meeting"),
    Paragraph(
        "“Ask:” under a finding is a question to put. “Take it away” gives the picture and the table. The officers’ "
        "view is for members alone; the published view is for everybody."
    ),
)

_FOR_OFFICERS: tuple[Block, ...] = (
    Paragraph("From the files that your systems export to the paper on the table, in seven steps.", "lead"),
    Heading("1. Name your council"),
    Paragraph(
        "Data page, “Start with your own council”. Targets, opening hours, events and your contact for accessibility "
        "stand in council.toml in the data folder."
    ),
    Heading("2. Load"),
    Paragraph(
        "Data page: drop the files in as they were exported. Names, addresses and the like are left out. The receipt "
        "says how many rows were read, loaded, set aside and found twice. Command: load FILE."
    ),
    Heading("3. Check"),
    Paragraph(
        "Read what the checks say on the Data page before anybody sees a figure. What was loaded by mistake is taken "
        "out there, and the last step can be undone. Commands: checks, undo, remove."
    ),
    Heading("4. Publish an edition"),
    Paragraph(
        "Once a quarter: Data page, “Make this quarter’s edition”. It rounds every count with a secret key. The "
        "published view and the public paper come out of it alone. Command: publish."
    ),
    Heading("5. Make the paper"),
    Paragraph(
        "Page “Paper for a meeting”: meeting, date, for whom, which sections, your own words. Take it as Word, web "
        "page, slides, workbook or PDF. It is kept, and next time it says what would read otherwise. Command: "
        "paper --meeting TEXT --date DATE --out FILE."
    ),
    Heading("6. Ward sheets"),
    Paragraph(
        "Page Ward: the sheet of one ward, or of all at once, on two sides in black and white. They hold small numbers "
        "and are for members. Command: ward-sheet --all --out FOLDER."
    ),
    Heading("7. Back up, and keep the keys"),
    Paragraph(
        "After each load: backup FILE writes the whole data folder into one file, with the keys. Keep a copy of both "
        "keys apart from it: key save FILE, and again with --of publishing. Without the key of the editions no "
        "further one can be made."
    ),
    Heading("Before you hand out a figure"),
    Bullets(
        (
            "The officers’ view is not to be published, as each screen says. Exact small numbers can tell on people.",
            "A sentence at a figure that doubts it belongs to it. Take it along.",
            "Write a note at an exhibit for what a figure cannot say. It stays with it.",
            "The Methods page shows that the arithmetic is the published one.",
        )
    ),
)


def guide(reader: str, council: Council) -> Document:
    """The guide for councillors or officers, on one page. Raises KeyError for another reader."""
    blocks = {COUNCILLORS: _FOR_COUNCILLORS, OFFICERS: _FOR_OFFICERS}[reader]
    return Document(
        title=TITLES[reader],
        council=council.name,
        audience="public",
        cover=(("The customer service dashboard of", council.name),),
        blocks=blocks,
        mark=MARK,
        layout="sheet",
    )
