"""The Data page's question where the files loaded are of more than one council."""

from cxdata.data_folder import INVENTED, Holding, is_sample_file
from cxdata.ui.frame import cache, elements
from cxdata.ui.frame.app import View

SEVERAL = "several_councils"


def ask_which(view: View) -> None:
    """What the check says of files of several councils, and what to do with files of the sample among one's own."""
    if view.store is None:
        return
    if cache.holds() is Holding.BOTH:
        files = view.store.files()
        names = [name for name, digest in zip(files["name"], files["sha256"], strict=True) if is_sample_file(digest)]
        elements.warning(
            f"{INVENTED} Files of it stand among your own, from an earlier version of this program: "
            f"{', '.join(names)}. Remove them, and the figures are your own."
        )
    for (message,) in view.store.tuples("select message from checks where code = $code", {"code": SEVERAL}):
        elements.warning(message)
