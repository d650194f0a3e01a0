"""The measure of how hard a sentence is: syllables by a dictionary's counts, grades worked out by hand."""

import pytest

from tests.reading_age import grade, sentences, syllables, words

# Syllables as dictionaries give them, of words that stand on the pages.
COUNTED = {
    1: """the phone ward wards chance than more rest closed worse month months year years whole range small streets
    waste forms calls use used these there where who clear rows made course""",
    2: """council people business service answered question figure figures minutes seconds target changes better likely
    higher lower housing repairs planning garden parking leisure events published channel survey tables cases uses
    waiting given reason reasons complaints complete rated data create quiet social being science""",
    3: """satisfied customers services officer period provider providers area areas usual similar residents licensing
    benefits recycling september boundary boundaries different difference evidence visitors various together""",
    4: "dissatisfied everybody population definition automated",
}


@pytest.mark.parametrize("count", COUNTED)
def test_syllables_are_those_of_a_dictionary_but_for_a_few(count: int) -> None:
    known = COUNTED[count].split()
    wrong = [word for word in known if syllables(word) != count]
    assert len(wrong) <= len(known) // 10, wrong


def test_grades_are_the_formula_worked_out_by_hand() -> None:
    # 6 words, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    # 5 words in a sentence; figures left out, 4 words of 2 + 3 + 2 + 1 syllables: 0.39 * 5 + 11.8 * 8 / 4 - 15.59.
    assert grade(["Council customers, 7.4%, answered more."]) == pytest.approx(9.96)


def test_a_figure_is_one_word_and_ends_no_sentence() -> None:
    text = "Phone 7.4%, of 5,961 answers. Face to face: 2.6%.\nOne line more"
    assert sentences(text) == ["Phone 7.4%, of 5,961 answers.", "Face to face: 2.6%.", "One line more"]
    assert words("Phone 7.4%, of 5,961 answers.") == ["Phone", "7.4%", "of", "5,961", "answers"]


def test_nothing_to_read_has_no_grade() -> None:
    with pytest.raises(ValueError, match="no word"):
        grade(["7.4%", "12"])
