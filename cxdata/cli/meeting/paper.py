"""paper: a paper for a meeting, made, made again, listed, and the words of the last one as a draft."""

import argparse
import json
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from cxdata.cli.show import align
from cxdata.data_folder.remote import store_to_ask
from cxdata.documents import Document, content_of
from cxdata.errors import CxError
from cxdata.export.edition.kept import newest_edition
from cxdata.export.edition.words import NONE_YET
from cxdata.measures.coverage.periods import find_period
from cxdata.own_files import write_whole
from cxdata.papers.meeting.asked import Asked
from cxdata.papers.meeting.keeping.kept import Paper, last_before, papers_in, remove_paper
from cxdata.papers.meeting.keeping.outputs import is_as_written, note_output, paper_of, stage_of, template_in
from cxdata.papers.meeting.making import Again, made_again, make_paper
from cxdata.papers.meeting.words import as_draft
from cxdata.periods import Period
from cxdata.settings import read_settings

MOST = 40
"""Differences that are printed one by one."""


def paper(options: argparse.Namespace) -> int:
    """Make a paper and keep it; write it where `--out` says. Raises CxError without a meeting or its day."""
    if options.date is None:
        raise CxError("Say which meeting the paper is for: --meeting 'Scrutiny Committee' --date 2026-12-08.")
    written: list[bytes] = []
    template = _template(options)

    def write(document: Document) -> None:
        """What cannot be written is not kept either."""
        if options.out is not None:
            written.append(content_of(document, options.out.suffix, template=template))
            write_whole(options.out, written[0])

    made = make_paper(options.data, asked_of(options), now=datetime.now(), before=write)
    for content in written:
        note_output(made.paper, content)
    if options.format == "json":
        print(json.dumps(_record(made.paper) | {"said": list(made.said)}, indent=2, ensure_ascii=False))
        return 0
    print(f"{made.paper.title}: kept in {made.paper.folder}.")
    for line in made.said:
        print(line)
    if options.out is not None:
        print(f"Written to {options.out}.")
    return 0


def again(options: argparse.Namespace) -> int:
    """Write a kept paper again as it was, and say which of its figures would read otherwise today, and why."""
    found = paper_of(options.file, options.data)
    same = False
    if options.out is not None:
        content = content_of(found.document, options.out.suffix, template=_template(options))
        write_whole(options.out, content)
        same = options.file.is_file() and is_as_written(found, content)
        note_output(found, content)
    if options.screen is not None:
        screen = stage_of(found)
        write_whole(options.screen, screen)
        note_output(found, screen)
    compared = made_again(options.data, found)
    if options.format == "json":
        print(json.dumps(_record(found) | _differences(compared), indent=2, ensure_ascii=False))
        return 0
    print(f"{found.title}, made on {found.made}.")
    if options.screen is not None:
        print(f"One finding a screen: {options.screen}. Open it in a browser on the second screen.")
    if options.out is not None:
        print(f"Written again to {options.out}{': the same bytes' if same else ''}.")
    print(compared.sentence)
    for difference, why in compared.differs[:MOST]:
        print(f"- {difference.sentence} ({why})")
    if len(compared.differs) > MOST:
        print(f"{len(compared.differs) - MOST} more: --format json names all of them.")
    return 0


def list_papers(options: argparse.Namespace) -> int:
    """Every paper that is kept."""
    papers, faults = papers_in(options.data)
    if options.format == "json":
        print(json.dumps({"papers": [_record(one) for one in papers], "faults": faults}, indent=2, ensure_ascii=False))
        return 0
    for fault in faults:
        print(fault)
    if not papers:
        print("No paper is kept yet.")
        return 0
    rows = [[one.asked.day.isoformat(), one.title, one.made, one.folder.name] for one in papers]
    print(align([["Date", "Paper", "Made", "Folder"], *rows], left=4))
    return 0


def remove(options: argparse.Namespace) -> int:
    """Take a paper out of the list."""
    remove_paper(options.data, options.name)
    print(json.dumps({"removed": options.name}) if options.format == "json" else f"{options.name} is removed.")
    return 0


def draft(options: argparse.Namespace) -> int:
    """The officer's words of the last paper for a meeting, to begin the next with: its figures are marked."""
    asked = Asked(options.meeting, options.date, options.audience)
    last = last_before(papers_in(options.data)[0], asked, same_day=True)
    if last is None:
        raise CxError(f"No earlier paper for “{options.meeting}” is kept, so there is nothing to begin with.")
    words = as_draft(last.asked.words)
    if options.format == "json":
        print(json.dumps({"of": last.title, "words": words}, indent=2, ensure_ascii=False))
        return 0
    print(f"# From the paper of {last.title}")
    for place, text in words.items():
        print(f"{place} = {json.dumps(text, ensure_ascii=False)}")
    return 0


def asked_of(options: argparse.Namespace) -> Asked:
    """What is asked for. Raises CxError for words that are no TOML, and for a period that there is not."""
    return Asked(
        meeting=options.meeting,
        day=options.date,
        audience=options.audience,
        item=options.item,
        author=options.author,
        period=_period(options),
        sections=tuple(filter(None, (name.strip() for name in options.sections.split(",")))),
        words=_words(options.words) if options.words else {},
    )


def _period(options: argparse.Namespace) -> Period | None:
    """The period by its name: of the store, or for everybody of the edition, so that no store is opened."""
    if not options.period:
        return None
    if options.audience == "members":
        return find_period(store_to_ask(options.data), read_settings(options.data), options.period)
    edition = newest_edition(options.data)
    if edition is None:
        raise CxError(NONE_YET)
    try:
        periods = edition.periods
    finally:
        edition.close()
    found = {name.casefold(): period for name, period in periods.items()}.get(options.period.strip().casefold())
    if found is None:
        raise CxError(f"The edition has no period '{options.period}'. It has: {', '.join(periods)}.")
    return found


def _template(options: argparse.Namespace) -> bytes | None:
    return _bytes_of(options.template) if options.template else template_in(options.data)


def _words(path: Path) -> dict[str, str]:
    try:
        words = tomllib.loads(_bytes_of(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise CxError(f'{path.name} is no file of words: {fault}. It has lines such as: advice = "..."') from fault
    if not all(isinstance(text, str) for text in words.values()):
        raise CxError(f"{path.name} has a place whose words are no text in quotation marks.")
    return words


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise CxError(f"{path} cannot be read: {fault.strerror}.") from None


def _record(paper: Paper) -> dict[str, Any]:
    asked = paper.asked
    return {
        "title": paper.title,
        "meeting": asked.meeting,
        "date": asked.day.isoformat(),
        "audience": asked.audience,
        "period": str(asked.period) if asked.period else "",
        "made": paper.made,
        "made_of": paper.made_of.version,
        "digest": paper.digest,
        "folder": str(paper.folder),
        "figures": [figure.finding for figure in paper.document.figures],
    }


def _differences(compared: Again) -> dict[str, Any]:
    return {
        "said": compared.sentence,
        "differs": [
            {
                "table": one.place.table,
                "row": one.place.row,
                "column": one.place.column,
                "then": one.then,
                "now": one.now,
                "why": why,
            }
            for one, why in compared.differs
        ],
    }
