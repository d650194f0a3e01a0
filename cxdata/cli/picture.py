"""show --picture: the figures of a split as the picture that the pages give, for papers made by a script."""

from pathlib import Path

from cxdata import findings
from cxdata.analysis.groups import judge_groups
from cxdata.charts.dots import Beside, dots
from cxdata.data_folder import INVENTED, Holding, holding
from cxdata.errors import CxError
from cxdata.export.exhibit import Exhibit, exhibit_of
from cxdata.export.exhibit.picture import picture_png, picture_svg
from cxdata.measures.query import Answer
from cxdata.store import Store

ENDINGS = (".svg", ".png")


def write_picture(answer: Answer, whole: Answer, store: Store, path: Path) -> None:
    """Write the picture of an answer, as SVG or PNG by the file's ending; `whole` is the line of everybody in it.

    Raises CxError for another ending, for an answer that is not split by one dimension (time is none), and where the
    file cannot be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise CxError(f"A picture is written as .svg or .png, not as '{path.suffix or path.name}'.")
    if len(answer.by) != 1 or answer.by[0].calendar:
        raise CxError("A picture shows one split other than time, such as --by channel.")
    doubt = "" if holding(store) is Holding.OWN else INVENTED
    exhibit = _exhibit(answer, whole)
    svg = path.suffix.lower() == ".svg"
    drawn = picture_svg(exhibit, doubt=doubt).encode() if svg else picture_png(exhibit, doubt=doubt)
    try:
        path.write_bytes(drawn)
    except OSError as fault:
        raise CxError(f"{path} cannot be written: {fault.strerror}.") from None


def _exhibit(answer: Answer, whole: Answer) -> Exhibit:
    if answer.empty or answer.frame["value"].isna().all():
        raise CxError(findings.nothing_to_show(answer))
    values: list[float] = [] if answer.measure.is_count else whole.frame["value"].dropna().tolist()
    beside = [Beside(value, "Council") for value in values]
    chart = dots(answer, judged=judge_groups(answer), beside=beside)
    return exhibit_of(answer, chart, findings.of_groups(answer), key=answer.measure.id)
