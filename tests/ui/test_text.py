"""Text that somebody else wrote, made safe for markdown."""

import pytest

from cxdata.ui.frame.text import Html, Markdown, html_of, joined, link, listed, mark, plain, small
from tests.ui.conftest import unescaped


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example)",
        ":material/home: :streamlit:",
        "a -> b <- c <-> d -- e >= f <= g ~= h",
        "[a](b) `c` **d**",
        "a@b.example",
        "www.evil.example",
        "Mill & Quay <br>",
        "1. one",
    ],
)
def test_text_is_read_as_it_was_written(text: str) -> None:
    assert unescaped(plain(text)) == text


def test_every_sign_of_markup_is_escaped_and_addresses_are_broken() -> None:
    assert plain("![x](http://e.x)") == "!\\[x\\](http\u2060\\://e.x)"
    assert plain(":material/x: :streamlit:") == "\\:\u2060material/x: \\:\u2060streamlit:"
    assert plain("-> <-> --") == "\\-\u2060\\> \\<\u2060\\-\\> \\-\u2060\\-"
    assert plain("a@b") == "a\u2060@b"
    assert plain("WWW.e") == "WWW\u2060.e"
    assert plain(" two\n\n# lines ") == "two \\# lines"
    assert small("$5") == ":small[\\$5]"


def test_text_is_made_safe_once_and_markup_stays() -> None:
    assert plain(plain("a*b")) == "a\\*b"
    assert mark("**{}:** {}", "a*b", plain("c_d")) == "**a\\*b:** c\\_d"
    assert mark("**Please say**") == "**Please say**"
    assert mark("{}", "{0.__class__} %s") == "{0.\\_\\_class\\_\\_} %s"
    assert joined("  \n", [mark("**a**"), "*b*"]) == "**a**  \n\\*b\\*"
    assert listed(["# a", "b"]) == "- \\# a\n- b"
    assert all(
        isinstance(one, Markdown) for one in (mark("a"), joined(" ", []), listed([]), small("a"), link("a", "/"))
    )


def test_a_link_leads_to_a_page_of_the_app_alone() -> None:
    assert link("Mill [x]", "/ward?ward=Mill+%26+Quay&by=a") == "[Mill \\[x\\]](/ward?ward=Mill+%26+Quay&by=a)"
    for address in (
        "http://e.x",
        "//e.x",
        "javascript:alert(1)",
        "/ward?a=(b)",
        "/ward?a= b",
        "/ward#x",
        "data:text/html,x",
    ):
        with pytest.raises(ValueError, match="no address of this app"):
            link("a", address)


def test_html_is_written_in_the_code_and_its_values_are_text() -> None:
    item = html_of("<li>{}</li>", "<img src=x onerror='y'>&")
    assert item == "<li>&lt;img src=x onerror=&#x27;y&#x27;&gt;&amp;</li>"
    assert html_of("<ul>{}</ul>", item) == f"<ul>{item}</ul>"
    assert html_of('<p class="{}">', '" onclick="y') == '<p class="&quot; onclick=&quot;y">'
    assert isinstance(item, Html)


def test_what_begins_no_markup_has_no_backslash_for_labels_are_read_aloud_with_it() -> None:
    for label in ("Topic (column 3)", "Anti-social behaviour, 2025/26!", "Waste & recycling: by ward", "a=b {c} ^ +1"):
        assert plain(label) == label


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("1. one", "1\\. one"),
        ("2024) x", "2024\\) x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("=== ", "\\==="),
        ("&amp;", "\\&amp;"),
        ("&#39;", "\\&\\#39;"),
        (":red[x]", "\\:red\\[x\\]"),
        ("a - b", "a \\- b"),
    ],
)
def test_what_could_begin_markup_has_one(written: str, safe: str) -> None:
    assert plain(written) == safe
