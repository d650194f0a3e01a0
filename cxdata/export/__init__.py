"""What leaves the laptop: answers and results as tables, files to save, and the published view.

Other rooms use `tables` and `results` (figures in words), `download` and `workbook` (files),
`definitions`, `contract_page` and `loaded` (what is loaded, in words), `comments` (which of them may be shown) and
`edition` (what everybody may see).
"""

__all__ = [
    "comments",
    "contract_page",
    "definitions",
    "download",
    "edition",
    "loaded",
    "results",
    "tables",
    "workbook",
]
