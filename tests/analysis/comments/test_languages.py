"""Comments in other languages: their words stay in the store, they are counted, and no theme is made of them."""

import pytest

from cxdata.analysis.comments.phrases import is_english
from cxdata.ingest.privacy.redaction import redact
from tests.ingest.privacy.test_comments import marked

FOREIGN = {
    "Spanish": "El formulario no funciona y nadie me contesta nunca al telefono",
    "Polish": "Formularz nie dziala i nikt nie odbiera telefonu od tygodni",
    "Romanian": "Formularul nu functioneaza si nimeni nu raspunde la telefon",
    "Welsh": "Nid yw'r ffurflen yn gweithio ac nid oes neb yn ateb y ffon",
    "Russian": "Форма не работает и никто не отвечает на мои письма",
    "Italian": "Il bidone non e stato svuotato e nessuno risponde al telefono",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_comment_in_another_language_is_kept_and_not_read(text: str) -> None:
    assert redact(text).text == text
    assert not is_english(text)


def test_a_person_named_in_another_language_goes() -> None:
    assert redact("Mi vecina Maria Lopez no contesta nunca al telefono").text.count("[name]") == 2
    assert "Иван" not in redact("Иван Петров не отвечает на мои письма").text
    assert "kowalczyk" not in redact("pani anna kowalczyk nie odbiera telefonu od tygodni").text


@pytest.mark.parametrize(
    "text", ["Bin missed third week running, no apology", "waited ages on hold cut off twice", "Rude man at desk"]
)
def test_short_english_without_grammar_is_read(text: str) -> None:
    assert is_english(text)


def test_nearly_all_english_comments_are_read() -> None:
    comments = [comment.text for comment in marked()]
    assert sum(not is_english(text) for text in comments) <= 0.03 * len(comments)
