"""How a file would be read: by a layout that is there, or as suggested; what must be asked first; and loading it so.

The command line and the Data page both go through here, so that neither knows more than the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxdata.contract import TABLES, Kind
from cxdata.errors import CxError
from cxdata.ingest.load.build import load_files
from cxdata.ingest.load.incoming import How, Progress
from cxdata.ingest.plan.registers import Registers
from cxdata.ingest.plan.systems import with_system
from cxdata.ingest.profile import dates
from cxdata.ingest.profile.matching import find_header, fitting_best, unknown_columns
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import delete, load_profiles, save
from cxdata.ingest.receipt import FileReceipt, Receipt
from cxdata.ingest.suggest.corrections import Corrections
from cxdata.ingest.suggest.model import Question, Suggestion
from cxdata.ingest.suggest.questions import Cells, ask
from cxdata.ingest.suggest.steps import ORDERS
from cxdata.ingest.suggest.suggestion import suggest

ANEW = "suggest a new layout"


@dataclass(frozen=True)
class Way:
    """How one file would be read: by the layout `known`, or as `suggestion` has it. Both None while it is asked which.

    `asked` are all questions about it, `questions` those still open; `order` is that of its dates, where it was said.
    """

    known: Profile | None = None
    suggestion: Suggestion | None = None
    asked: tuple[Question, ...] = ()
    questions: tuple[Question, ...] = ()
    order: str | None = None


@dataclass(frozen=True)
class Plan:
    """One file as it is to be loaded: by a layout that is there (`known`), or by a new one, which is saved first.

    Neither for boundaries, which need none. `over` says that a layout of that name is to be written over.
    """

    path: Path
    known: str | None = None
    new: Profile | None = None
    sheet: str | None = None
    dates: str | None = None
    over: bool = False


def find_way(
    name: str, cells: Cells, profiles: Mapping[str, Profile], corrections: Corrections, *, anew: bool = False
) -> Way:
    """How the file called `name` with these first rows would be read, with what must be asked first.

    `anew` passes over the layouts that are there. Raises CxError as `suggest` does.
    """
    way = Way() if anew else known_way(name, cells, profiles, corrections)
    if way.known is not None or way.questions:
        return way
    suggestion = suggest(name, cells, corrections)
    return Way(None, suggestion, (*way.asked, *suggestion.asked), suggestion.questions, suggestion.order)


def known_way(name: str, cells: Cells, profiles: Mapping[str, Profile], corrections: Corrections) -> Way:
    """How a file would be read by a layout that is there; without one and without a question, a new one is needed."""
    asking = Suggestion(name, "", (), None, "", (), (), ())
    asking, fitting = _settle_layout(asking, cells, profiles, corrections)
    if fitting is None:
        return Way(asked=asking.asked, questions=asking.questions)
    asking, order = _settle_order(asking, fitting, cells, corrections)
    return Way(fitting, None, asking.asked, asking.questions, order)


def _settle_layout(
    asking: Suggestion, cells: Cells, profiles: Mapping[str, Profile], corrections: Corrections
) -> tuple[Suggestion, Profile | None]:
    """The layout that fits; asked where several do, or where one that was made from a file lacks columns of this."""
    fitting = fitting_best(cells.columns, profiles)
    if not fitting:
        return asking, None
    if len(fitting) > 1:
        names = tuple(profile.name for profile in fitting)
        text = f"The layouts {' and '.join(names)} fit this file equally well. Which is it in?"
        asking, choice = ask(asking, Question("layout", text, (*names, ANEW)), corrections.answers)
        return asking, next((profile for profile in fitting if profile.name == choice), None)
    only = fitting[0]
    if only.refuse:
        raise CxError(f"{asking.file}: {only.refuse}")
    if more := unknown_columns(only, cells.columns):
        text = f"The layout '{only.name}' fits, but does not know the columns {', '.join(more)}. What shall be done?"
        use = f"read it by {only.name} without them"
        asking, choice = ask(asking, Question("layout", text, (ANEW, use)), corrections.answers)
        return asking, only if choice == use else None
    return asking, only


def _settle_order(
    asking: Suggestion, profile: Profile, cells: Cells, corrections: Corrections
) -> tuple[Suggestion, str | None]:
    """The order of day and month that was said; asked where a load would have to refuse the file without it."""
    if corrections.dates:
        return asking, corrections.dates
    times = [
        mapping.headers
        for table in profile.tables
        for mapping in table.fields
        if mapping.name in TABLES[table.table].names
        and TABLES[table.table].field(mapping.name).kind in (Kind.TIME, Kind.DATE)
    ]
    columns = {header for headers in times if (header := find_header(headers, cells.columns))}
    evidence = dates.weigh({name: [(text, n) for n, text in enumerate(cells.of(name), 1)] for name in sorted(columns)})
    try:
        dates.decide(evidence, said=None, layout=profile.dates, where=asking.file)
    except CxError:
        proof = evidence.dmy or evidence.mdy
        shown = proof[1] if proof else evidence.either[1] if evidence.either else ""
        against = f"The layout '{profile.name}' reads it otherwise. " if proof and profile.dates else ""
        question = Question("dates", f"{against}Is {shown} day first or month first?", tuple(ORDERS))
        asking, choice = ask(asking, question, corrections.answers)
        return asking, ORDERS[choice] if choice else None
    return asking, None


def load_planned(
    plans: Sequence[Plan], *, data: Path, progress: Progress | None = None, gone: Sequence[int] = ()
) -> Receipt:
    """Load files as planned, in one load, and give the receipt of each; a bad one costs only itself.

    `gone` are files of the store that make way for them, as `load_files` has it.

    New layouts are saved first, each of the system of an earlier one that is much like it; one whose file is refused is
    taken away again, so that its name stays free. Raises CxError when nothing can be loaded, as `load_files` does.
    """
    refused: dict[int, FileReceipt] = {}
    before = load_profiles(data)
    plans = _in_their_systems(plans, before, Registers(data))
    for position, plan in enumerate(plans):
        try:
            if plan.new is not None:
                save(plan.new, data, over=plan.over)
        except CxError as refusal:
            refused[position] = FileReceipt(plan.path.name, refused=str(refusal))
    left = [plan for position, plan in enumerate(plans) if position not in refused]
    how = {plan.path: How(plan.new.name if plan.new else plan.known, plan.sheet, plan.dates) for plan in left}
    try:
        receipt = load_files([plan.path for plan in left], data=data, by_file=how, progress=progress, gone=gone)
    except CxError:
        for plan in left:
            if plan.new is not None:
                _take_back(plan.new, before, data)
        raise
    # Receipts past these are of files that the load read anew by itself.
    own, others = receipt.files[: len(left)], receipt.files[len(left) :]
    for plan, file in zip(left, own, strict=True):
        if file.refused and plan.new is not None:
            _take_back(plan.new, before, data)
    loaded = iter(_with_notes(plan, file) for plan, file in zip(left, own, strict=True))
    files = [refused.get(position) or next(loaded) for position in range(len(plans))]
    return replace(receipt, files=(*files, *others))


def _in_their_systems(plans: Sequence[Plan], layouts: Mapping[str, Profile], registers: Registers) -> list[Plan]:
    """The plans, with each new layout in the system of the export that it is a newer form of, by its headings or, of
    complaints, by the cases it holds.
    """
    known, settled = dict(layouts), []
    for plan in plans:
        if plan.new is not None and not plan.over:
            new = with_system(plan.new, known.values())
            if new.system == new.name:
                new = registers.with_system(new, plan.path, plan.dates)
            plan = replace(plan, new=new)
        if plan.new is not None:
            known[plan.new.name] = plan.new
        settled.append(plan)
    return settled


def _with_notes(plan: Plan, receipt: FileReceipt) -> FileReceipt:
    """The receipt of a file with a new layout, with what must be known of it: whose references it reads, and the
    columns that nothing is read from."""
    if plan.new is None or receipt.refused:
        return receipt
    table = TABLES[plan.new.tables[0].table]
    if plan.new.system != plan.new.name and not plan.over:
        known = "a reference that both hold" if table.has_reference else "a period that both hold"
        note = f"It is read as a newer form of the export '{plan.new.system}': {known} is one and the same."
        receipt = replace(receipt, notes=(*receipt.notes, note))
    return _with_unused(plan, receipt)


def _with_unused(plan: Plan, receipt: FileReceipt) -> FileReceipt:
    """The receipt of a file with a new layout, with the columns that nothing is read from."""
    personal = set(plan.new.personal) if plan.new else set()
    unused = [header for header in plan.new.ignore if header not in personal] if plan.new else []
    if not unused or receipt.refused:
        return receipt
    note = f"Columns that nothing is read from: {', '.join(unused)}."
    return replace(receipt, notes=(*receipt.notes, note))


def _take_back(profile: Profile, before: Mapping[str, Profile], data: Path) -> None:
    if profile.name in before:
        save(before[profile.name], data, over=True)
    else:
        delete(profile.name, data)
