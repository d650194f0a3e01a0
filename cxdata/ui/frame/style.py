"""How the frame looks: the one place of rules for menu, choices, question and page width. Paper has its own module.

Streamlit's containers are found by their keys (".st-key-..."), its parts by their test ids. The 1024 pixels of a
projector are used to the edge, and what stands above a page's finding ends at 130 pixels.
"""

from cxdata.ui.frame import elements

_PAGE = """
[data-testid=stHeader] { height: 0; min-height: 0; background: none; }
[data-testid=stMainBlockContainer] { max-width: none; padding: 2px 34px 48px; }
[data-testid=stMainBlockContainer] > [data-testid=stVerticalBlock] { gap: 12px; }
[data-testid=stLayoutWrapper]:has(> .st-key-tour-box) { position: absolute; height: 0; }
[data-testid=stLayoutWrapper]:has(> .st-key-browser-box),
.stElementContainer:has(> [data-testid=stHtml] > script:only-child) { position: absolute; height: 0; overflow: hidden; }
[data-testid=stMain] [data-testid=stMarkdownContainer] { margin-bottom: 0; }
[data-testid=stMain] [data-testid=stMarkdownContainer] > :last-child { margin-bottom: 0; }
[data-testid=stMain] [data-testid=stMarkdownContainer] p:has(> span[style*=font-size]:only-child) { line-height: 21px; }
[data-testid=stMain] [data-testid=stHeading] :is(h1, h2, h3) { padding: 0; }
[data-testid=stMain] [data-testid=stHeading] h1 { font-size: 24px; line-height: 28px; font-weight: 600;
    color: #45525F; }
[data-testid=stMain] [data-testid=stHeading] h2 { font-size: 24px; line-height: 30px; }
[data-testid=stMain] [data-testid=stHeading] h3 { font-size: 20px; line-height: 26px; }
[class*=st-key-have-] { flex-wrap: wrap; }
[class*=st-key-have-] > :has(details[open]) { flex: 1 0 100%; }
"""


_MENU = """
.st-key-top { gap: 0 12px; align-items: flex-start; border-bottom: 1px solid #D5DADF; }
.st-key-top > [data-testid=stLayoutWrapper]:has(> .st-key-menu) { flex: 1 0 auto; width: auto; max-width: 100%;
    padding-bottom: 1px; }
.st-key-top > [data-testid=stLayoutWrapper]:has(> .st-key-invented) { flex: 0 1 auto; width: auto; }
.st-key-menu :is(.st-key-menu-sections, .st-key-menu-pages) { overflow-x: auto; scrollbar-width: none; margin: 0;
    padding: 0; height: 27px; align-items: center; }
.st-key-menu .st-key-menu-pages { height: 25px; }
.st-key-menu :is(.st-key-menu-sections, .st-key-menu-pages) > div { flex: 0 0 auto; width: auto; margin: 0; }
.st-key-menu [data-testid=stPageLink] { width: auto; }
.st-key-menu a { height: 27px; min-height: 0; margin: 0; padding: 0 10px; white-space: nowrap; border-radius: 4px; }
.st-key-menu a p { font-size: 16px; line-height: 24px; }
.st-key-menu-pages a { height: 25px; }
.st-key-menu-pages a p { font-size: 15px; }
.st-key-menu a[aria-current] { background: #E4EAF0; }
.st-key-menu a[aria-current] p { font-weight: 700; color: #12436D; }
.st-key-invented { gap: 0 8px; align-items: center; min-height: 27px; }
.st-key-top .st-key-invented > div { flex: 0 1 auto; width: auto; margin: 0; }
.st-key-invented a { min-height: 24px; margin: 0; padding: 0 4px; }
.st-key-invented :is(p, a p) { font-size: 15px; line-height: 22px; }
.st-key-invented a p { text-decoration: underline; color: #12436D; }
.st-key-invented button { min-height: 24px; padding: 0 8px; }
"""


_CHOICES = """
[data-testid=stLayoutWrapper]:has(> .st-key-choices) { position: sticky; top: 0; z-index: 99; background: #FFFFFF;
    margin-top: -12px; }
[data-testid=stLayoutWrapper]:has(> .st-key-choices details[open]) { position: static; }
.st-key-choices { position: relative; gap: 0 12px; align-items: center; padding: 2px 152px 2px 0; }
.st-key-choices > :is(.st-key-period, .st-key-quarter, .st-key-of) { flex: 0 0 268px; }
.st-key-choices > .st-key-ward { flex: 0 0 210px; }
.st-key-choices > :is(.st-key-period, .st-key-ward, .st-key-quarter, .st-key-of)
    :is(.react-aria-ComboBox, .react-aria-ComboBox > div, input, button) { height: 36px; min-height: 0; }
.st-key-choices > *:has(> .st-key-said) { flex: 1 1 200px; min-width: 0; width: auto; }
.st-key-said { gap: 0 8px; align-items: center; margin: -3px 0; }
.st-key-said [data-testid=stMarkdownContainer] p { font-size: 15px; line-height: 18px; }
.st-key-said > *:has(> .st-key-chips), .st-key-chips { display: contents; }
.st-key-said button { min-height: 24px; height: 24px; padding: 0 8px; }
.st-key-said > *:has([data-testid=stMarkdown]):not(:has(button)) { flex: 1 1 100px; width: auto; }
.st-key-my-ward button p { line-height: 16px; }
.st-key-choices:not(:has(.st-key-more)) { padding-right: 0; }
.st-key-said a { min-height: 20px; padding: 0; }
.st-key-said a p { text-decoration: underline; color: #12436D; }
.st-key-choices > *:has(> .st-key-more) { flex: 0 0 auto; width: calc(100% + 152px);
    max-width: none; margin-right: -152px; }
.st-key-more [data-testid=stExpander], .st-key-more details { width: 100%; border: none; background: none; }
.st-key-more summary { position: absolute; top: 2px; right: 0; width: 144px; min-height: 36px; padding: 5px 10px;
    border: 1px solid #D5DADF; border-radius: 4px; background: #FFFFFF; }
.st-key-more details[open] > div { border: 1px solid #D5DADF; border-radius: 4px; margin: 6px 0; }
"""


_HEAD = """
[data-testid=stLayoutWrapper]:has(> .st-key-head) { margin: -12px 0 -6px; }
.st-key-head { gap: 0 16px; flex-wrap: nowrap; align-items: center; }
.st-key-head > *:has(> .st-key-question) { flex: 1 1 auto; min-width: 0; width: auto; }
.st-key-mode { width: auto; flex: 0 0 auto; }
.st-key-mode [data-testid=stButtonGroup] > div { margin: 0; padding: 0; }
.st-key-mode button { height: 28px; min-height: 0; padding: 0 10px; }
.st-key-mode button p { font-size: 15px; line-height: 20px; }
"""


_SMALLER = """
@media (max-width: 1100px) {
    .st-key-menu-sections a { padding: 0 5px; }
    .st-key-menu-sections a p { font-size: 15px; }
    .st-key-invented { gap: 0 2px; }
    .st-key-invented :is(p, a p) { line-height: 17px; }
    .st-key-invented :is(p, a p) { font-size: 14px; }
}
@media (min-width: 641px) and (max-width: 1100px) {
    .st-key-top > [data-testid=stLayoutWrapper]:has(> .st-key-invented :is(a[href*="start=own"], .st-key-back_to_own)) {
        max-width: 236px; }
}
@media (min-width: 641px) and (max-width: 1200px) {
    .st-key-choices > :is(.st-key-period, .st-key-quarter, .st-key-of) { flex-basis: 262px; }
    .st-key-choices > .st-key-ward { flex-basis: 196px; }
    .st-key-said { gap: 0 6px; margin: -6px 0; }
}
@media (max-width: 640px) {
    [data-testid=stTable] :is(th, td) { padding: 4px; min-width: 3em; }
    [data-testid=stTable] :is(th, td, th *, td *) { white-space: normal !important;
        overflow-wrap: anywhere !important; }
    [class*=st-key-have-] > :has(details) { flex: 1 0 100%; }
    [data-testid=stMainBlockContainer] { padding: 2px 14px 48px; }
    .st-key-top > [data-testid=stLayoutWrapper]:has(> .st-key-invented) { position: fixed; left: 0; right: 0; bottom: 0;
        z-index: 100; padding: 0 14px; background: #FFFFFF; border-top: 1px solid #D5DADF; }
    .st-key-menu :is(.st-key-menu-sections, .st-key-menu-pages),
    .st-key-menu :is(.st-key-menu-sections, .st-key-menu-pages) a { height: 34px; }
    .st-key-top > [data-testid=stLayoutWrapper]:has(> .st-key-menu) { flex-basis: 100%; }
    [data-testid=stLayoutWrapper]:has(> .st-key-choices) { position: static; }
    .st-key-choices { gap: 4px 6px; padding: 4px 0; }
    [data-testid=stLayoutWrapper]:has(> .st-key-head) { margin-bottom: 0; }
    .st-key-choices > .st-key-period { flex: 1 0 100%; }
    .st-key-choices > .st-key-ward { flex: 1 1 190px; }
    .st-key-choices > *:has(> .st-key-said) { flex: 1 0 100%; order: 3; }
    .st-key-choices > *:has(> .st-key-more) { flex: 0 0 148px; margin: 0; width: auto; }
    .st-key-choices > *:has(> .st-key-more details[open]) { flex-basis: 100%; }
    .st-key-more summary { position: static; width: auto; }
    .st-key-head { flex-wrap: wrap; gap: 4px; }
    .st-key-head > *:has(> .st-key-question) { flex: 1 0 100%; }
    [data-testid=stMain] [data-testid=stHeading] h1 { font-size: 20px; line-height: 25px; }
    .st-key-mode button { height: 32px; }
}
"""


def draw() -> None:
    """The rules, once a run and first of all, so that nothing is drawn without them."""
    elements.style(_PAGE, _MENU, _CHOICES, _HEAD, _SMALLER)
