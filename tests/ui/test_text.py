"""Text that somebody else wrote, made safe for markdown."""

import pytest

from cxdata.ui.frame.text import plain, small
from tests.ui.conftest import unescaped


@pytest.mark.parametrize(
    "text",
    ["![x](http://evil.example)", "[a](b) `c` **d**", "a@b.example", "www.evil.example", "Mill & Quay <br>", "1. one"],
)
def test_text_is_read_as_it_was_written(text: str) -> None:
    assert unescaped(plain(text)) == text


def test_every_sign_of_markup_is_escaped_and_addresses_are_broken() -> None:
    assert plain("![x](http://e.x)") == "\\!\\[x\\]\\(http\u2060\\:\\/\\/e\\.x\\)".replace("\\/", "/")
    assert plain("a@b") == "a\u2060@b"
    assert plain("WWW.e") == "WWW\u2060\\.e"
    assert plain(" two\n\n# lines ") == "two \\# lines"
    assert small("$5") == ":small[\\$5]"
