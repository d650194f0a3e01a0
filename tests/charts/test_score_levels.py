"""The five levels of answer as stacked bars: what is drawn is what the answer says."""

import pytest

from cxdata.charts.drawing.marks import Text
from cxdata.charts.satisfaction import levels
from tests.charts.answers import answer
from tests.charts.colours import contrast
from tests.charts.drawn import bars, marks, words

FIVE = ("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied")


def by_channel(**channels: tuple[int, ...]) -> list[tuple]:
    return [
        (channel, score, n, sum(counts))
        for channel, counts in channels.items()
        for score, n in zip("12345", counts, strict=True)
    ]


def test_levels_add_up_to_the_whole_and_run_from_very_dissatisfied() -> None:
    rows = by_channel(web=(10, 20, 30, 60, 80), post=(1, 1, 1, 1, 2))
    chart = levels(answer("answer_share", ["channel", "score"], rows))
    assert [round(bar.x1 - bar.x0, 3) for bar in bars(chart)] == [0.05, 0.1, 0.15, 0.3, 0.4]
    assert [bars(chart)[0].x0, bars(chart)[-1].x1] == pytest.approx([0, 1])
    assert [word for word in words(chart) if word in FIVE] == list(FIVE)
    assert [word for word in words(chart) if "%" in word] == ["10%", "15%", "30%", "40%"], "5 % has no room"
    assert chart.notes == ("No figure for Post: too few to say, or no data.",)
    assert "Very dissatisfied: Web: 5.0%." in chart.alt


def test_the_most_dissatisfied_group_comes_first_and_the_chosen_one_is_strong() -> None:
    rows = by_channel(web=(1, 1, 18, 40, 40), phone=(10, 20, 10, 30, 30), app=(2, 3, 15, 40, 40))
    chart = levels(answer("answer_share", ["channel", "score"], rows), highlight=["app"])
    assert [tick.words for tick in chart.drawing.y.ticks] == ["Phone", "App", "Web"]
    assert [tick.words for tick in chart.drawing.y.ticks if tick.strong] == ["App"]


def test_of_many_groups_the_worst_the_chosen_and_the_best_are_drawn() -> None:
    rows = [row for n in range(20) for row in by_channel(**{f"ward {n:02}": (n, 20, 20, 40, 100 - n)})]
    chart = levels(answer("answer_share", ["ward", "score"], rows), highlight=["ward 07"])
    names = [tick.words for tick in chart.drawing.y.ticks]
    assert names == [*(f"ward {n}" for n in range(19, 13, -1)), "ward 07", "ward 00"]
    assert chart.notes == ("12 more are in the table.",)


def test_levels_of_everybody_are_one_bar() -> None:
    rows = [(score, n, 200) for score, n in zip("12345", (10, 20, 30, 60, 80), strict=True)]
    chart = levels(answer("answer_share", ["score"], rows))
    assert [tick.words for tick in chart.drawing.y.ticks] == ["All answers"]
    assert chart.alt.endswith("Very dissatisfied 5%, dissatisfied 10%, neither 15%, satisfied 30%, very satisfied 40%.")


def test_the_figures_within_the_levels_can_be_read_on_their_colours() -> None:
    rows = [(score, 40, 200) for score in "12345"]
    chart = levels(answer("answer_share", ["score"], rows))
    figures = [text for text in marks(chart, Text) if text.words == "20%"]
    for text, bar in zip(figures, bars(chart), strict=True):
        assert contrast(text.colour, bar.fill) >= 4.5


def test_the_key_takes_more_lines_on_a_phone_and_names_stand_over_their_bars() -> None:
    rows = by_channel(web=(10, 20, 30, 60, 80))
    shares = answer("answer_share", ["channel", "score"], rows)

    def lines(narrow: bool) -> int:
        chart = levels(shares, narrow=narrow)
        return len({text.dy for text in marks(chart, Text) if text.words in FIVE})

    assert lines(narrow=False) < lines(narrow=True)
    phone = levels(shares, narrow=True)
    assert phone.drawing.y.ticks[0].words == ""
    assert "Web" in words(phone)


def test_another_split_is_refused() -> None:
    with pytest.raises(ValueError, match="the levels need the score"):
        levels(answer("satisfied", ["channel"], [("web", 5, 10)]))
