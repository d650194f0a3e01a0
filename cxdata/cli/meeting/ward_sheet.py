"""ward-sheet: one ward on two sides of A4, or every ward at once, as Word, a web page or PDF."""

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace

from cxdata.analysis.asking import FromStore
from cxdata.analysis.recommendations.item import item_of
from cxdata.analysis.result import say_many
from cxdata.cli.meeting import SHEETS
from cxdata.cli.published.choices import published_period, read_choices
from cxdata.cli.show import read_scope
from cxdata.council import Council
from cxdata.data_folder import doubt_of, holding
from cxdata.data_folder.remote import store_to_ask
from cxdata.documents import Document, write_document
from cxdata.errors import CxError
from cxdata.export.edition.file import Edition
from cxdata.lists import read_list
from cxdata.lists.tracker import TRACKER
from cxdata.measures import find_measure
from cxdata.measures.coverage.periods import default_period
from cxdata.papers.ward import file_names, published_sheet, published_wards, ward_sheet, ward_sheets
from cxdata.published.reading import Reading, period_to_open
from cxdata.settings import read_settings


def run_ward_sheet(options: argparse.Namespace) -> int:
    """Write the sheet of one ward, or of all, of the period named or else of the one that the pages open on."""
    _one_or_all(options)
    store, council = store_to_ask(options.data), read_settings(options.data)
    scope = read_scope(store, find_measure("contacts"), options, of_many=True)
    asking = FromStore(store, council, replace(scope, period=scope.period or default_period(store)))
    items = [item_of(entry) for entry in read_list(options.data, TRACKER).entries]
    doubt = doubt_of(holding(store))
    if options.all:
        sheets = dict(ward_sheets(asking, items=items, doubt=doubt))
    else:
        sheets = {options.ward: ward_sheet(asking, options.ward, items=items, doubt=doubt)}
    _write(options, sheets)
    return 0


def write_published(edition: Edition, council: Council, options: argparse.Namespace) -> None:
    """Write the same out of an edition. Raises CxError for a ward or a period that is not published."""
    _one_or_all(options)
    doubt = doubt_of(edition.about.holding)
    _refuse_choices(options)
    names = published_wards(edition) if options.all else (options.ward,)
    sheets = {}
    for name in names:
        options.where = [f"ward={name}"]
        scope = read_choices(edition, options)
        period = period_to_open(edition) if scope.period is None else published_period(edition, scope.period)
        reading = Reading(edition, council, replace(scope, period=period))
        sheets[name] = published_sheet(reading, doubt=doubt)
    _write(options, sheets)


def _refuse_choices(options: argparse.Namespace) -> None:
    """An edition has at most two things at once: of a ward's sheet these are the ward and what each part splits by."""
    if options.where:
        raise CxError("A published ward sheet is of the ward alone: leave --where out.")


def _write(options: argparse.Namespace, sheets: Mapping[str, Document]) -> None:
    """Write the one sheet to the file named, or all into the folder, and say so."""
    places = [options.out]
    if options.all:
        places = [options.out / name for name in file_names(sheets, options.ending)]
    for place, sheet in zip(places, sheets.values(), strict=True):
        write_document(sheet, place)
    if options.format == "json":
        print(json.dumps({"written": [str(place) for place in places]}, indent=2, ensure_ascii=False))
    else:
        many = f"{say_many(len(places), 'ward sheet')} into " if options.all else ""
        print(f"Written: {many}{options.out}.")


def _one_or_all(options: argparse.Namespace) -> None:
    """One ward is named, or all are asked for."""
    if bool(options.ward) == options.all:
        raise CxError("Name one ward, or say --all for every ward: ward-sheet WARD --out FILE.")
    if any(text.partition("=")[0] == "ward" for text in options.where):
        raise CxError("Name the ward itself, without --where ward: ward-sheet WARD --out FILE.")
    if not options.all and options.out.suffix.lower().removeprefix(".") not in SHEETS:
        raise CxError(f"A ward sheet is a .docx, .html or .pdf, and “{options.out.name}” is none of them.")
