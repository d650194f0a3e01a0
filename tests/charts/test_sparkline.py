"""The small line of a tile: the highest value at the top, a missing month a gap, a part-loaded month dotted."""

import re

from cxdata.charts.sparkline import HEIGHT, WIDTH, sparkline


def paths(drawn: str) -> dict[str, list[list[tuple[float, float]]]]:
    """The pieces of the line, from place to place, solid and dotted."""
    found = {"solid": [], "dotted": []}
    for path, more in re.findall(r'<path d="([^"]*)"([^>]*)/>', drawn):
        pieces = [re.findall(r"([\d.]+) ([\d.]+)", piece) for piece in path.split("M") if piece]
        found["dotted" if "dasharray" in more else "solid"] += [
            [(float(x), float(y)) for x, y in piece] for piece in pieces
        ]
    return found


def test_the_line_runs_from_left_to_right_with_the_highest_value_at_the_top() -> None:
    drawn = paths(sparkline([1.0, 3.0, 2.0], [True] * 3))
    assert drawn == {
        "solid": [[(3.0, HEIGHT - 3.0), (WIDTH / 2, 3.0)], [(WIDTH / 2, 3.0), (WIDTH - 3.0, HEIGHT / 2)]],
        "dotted": [],
    }


def test_a_month_without_a_figure_breaks_the_line() -> None:
    assert len(paths(sparkline([1.0, 2.0, None, 1.0, 2.0], [True] * 5))["solid"]) == 2


def test_only_the_way_to_a_part_loaded_month_is_dotted() -> None:
    drawn = paths(sparkline([1.0, 2.0, 0.5], [True, True, False]))
    assert len(drawn["solid"]) == 1
    assert drawn["dotted"] == [[(WIDTH / 2, 3.0), (WIDTH - 3.0, HEIGHT - 3.0)]]


def test_a_level_line_runs_through_the_middle_and_one_value_is_no_line() -> None:
    assert {y for piece in paths(sparkline([2.0, 2.0], [True, True]))["solid"] for _, y in piece} == {HEIGHT / 2}
    assert sparkline([None, 2.0], [True, True]) == ""
    assert sparkline([], []) == ""


def test_a_line_of_which_most_is_missing_is_none() -> None:
    """Two strokes in a corner stood on a tile of the published view, where the other months are hidden."""
    assert sparkline([1.0, 2.0, None, None, None], [True] * 5) == ""
    assert sparkline([1.0, 2.0, None, None], [True] * 4) != ""
