"""What leaves the laptop: answers and results as tables, files to save, and the published view.

Other rooms use `tables` and `results` (figures in words), `download` and `workbook` (files), `publish` and
`publish_results` (small numbers hidden), `definitions`, `contract_page` and `loaded` (what is loaded, in words), and
`comments` (which of them may be shown).
"""

__all__ = [
    "comments",
    "contract_page",
    "definitions",
    "download",
    "loaded",
    "publish",
    "publish_results",
    "results",
    "tables",
    "workbook",
]
