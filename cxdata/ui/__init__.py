"""The screen: the frame, the row of choices, the cache and the parts that pages are composed of."""

from cxdata.ui.frame.published import Published, draw_published_with


def _published() -> Published:
    from cxdata.ui.published import draw  # only a reader of the published view needs it

    return draw


draw_published_with(_published)
