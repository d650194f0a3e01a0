"""The tour of a newcomer: four steps on the Overview, one line at a time at the foot of the screen.

It is drawn by the browser alone, which remembers that it was seen, so that it costs no run of the page. It lies over
the foot of the screen and takes no room from the chart; Escape or Skip ends it.
"""

from uuid import uuid4

import streamlit as st

from cxdata.ui.frame import presenting
from cxdata.ui.frame.choice.mine import KEY

STEPS = (
    "Read the sentence and its chart: they are what most deserves a question. Press “Look closer” to see why.",
    f"Type your ward’s name in “My ward” and press Enter. The key {KEY} then shows the council, and your ward again.",
    "Open “Take it away” under a chart for its picture and table, or press “Present this” to fill the screen.",
    "Press Data, then Help, at the top for a guide on one page, and for this tour again.",
)
ASK = "tour"
"""The word in the address by which the Help page asks for the tour again."""
SEEN = "tour of the dashboard"
"""The name under which a browser remembers that it was seen."""
_ASKED = "_tour_asked"

# A browser may refuse its store (a private window): the tour is then shown on each visit, and Skip ends it as always.
_SCRIPT = """
const SEEN = "NAME";
let ended = null, step = 0;

const kept = (store, name) => { try { return window[store].getItem(name); } catch (refused) { return null; } };
const keep = (store, name, value) => { try { window[store].setItem(name, value); } catch (refused) {} };

export default function ({ parentElement, data }) {
    const line = parentElement.querySelector("[role=region]");
    const words = line.querySelector("p"), next = line.querySelector(".next"), skip = line.querySelector(".skip");
    const asked = data.asked && data.asked !== kept("sessionStorage", SEEN);
    const wanted = asked || !kept("localStorage", SEEN);
    if (asked && ended !== data.asked) step = 0;
    const draw = () => {
        words.textContent = `${step + 1} of ${data.steps.length}: ${data.steps[step]}`;
        next.textContent = step + 1 < data.steps.length ? "Next" : "Done";
    };
    // On a phone the strip that says whose figures they are lies at the very foot: the tour stands on it.
    const place = () => {
        const strip = document.querySelector(".st-key-invented")?.parentElement;
        const fixed = strip && getComputedStyle(strip).position === "fixed";
        line.style.bottom = fixed ? `${strip.offsetHeight}px` : "0";
    };
    const leave = () => {
        document.removeEventListener("keydown", escape);
        window.removeEventListener("resize", place);
    };
    const end = () => {
        line.hidden = true;
        ended = data.asked || "first";
        keep("localStorage", SEEN, "seen");
        if (data.asked) keep("sessionStorage", SEEN, data.asked);
        leave();
    };
    const escape = event => { if (event.key === "Escape" && !event.defaultPrevented) end(); };
    line.hidden = !wanted || ended === (data.asked || "first");
    next.onclick = () => { step += 1; if (step < data.steps.length) draw(); else end(); };
    skip.onclick = end;
    if (line.hidden) return;
    draw();
    place();
    document.addEventListener("keydown", escape);
    window.addEventListener("resize", place);
    return leave;
}
""".replace("NAME", SEEN)

_HTML = """<div role="region" aria-label="Tour in four steps" hidden>
<p aria-live="polite"></p>
<button type="button" class="next">Next</button><button type="button" class="skip">Skip</button>
</div>"""

_CSS = """
[role=region] { position: fixed; left: 0; right: 0; bottom: 0; z-index: 98; display: flex; gap: 12px;
    align-items: center; padding: 5px 34px; background: #12436D; color: #FFFFFF; font: 16px/22px sans-serif; }
[role=region][hidden] { display: none; }
p { flex: 1 1 auto; margin: 0; }
button { flex: 0 0 auto; min-height: 28px; padding: 0 14px; border: 1px solid #FFFFFF; border-radius: 4px;
    background: #FFFFFF; color: #12436D; font: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid #FFDD00; outline-offset: 1px; }
@media print { [role=region] { display: none; } }
@media (max-width: 640px) { [role=region] { flex-wrap: wrap; padding: 6px 12px; } p { flex-basis: 100%; } }
"""

_tour = st.components.v2.component("tour", html=_HTML, css=_CSS, js=_SCRIPT)


def draw() -> None:
    """The line, which the browser shows where nobody has seen it there, or where it was asked for again.

    Never where exhibits are presented. The published view does not run the page on which this stands.
    """
    if st.query_params.get(ASK):
        del st.query_params[ASK]
        st.session_state[_ASKED] = uuid4().hex
    if presenting.only_registers():
        return
    with st.container(key="tour-box"):
        _tour(key="tour", data={"steps": list(STEPS), "asked": st.session_state.get(_ASKED)})
