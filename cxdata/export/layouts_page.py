"""docs/layouts.md: the exports that are known without being asked, straight from the shipped layouts."""

from cxdata.contract import TABLES
from cxdata.ingest.profile.model import Profile
from cxdata.ingest.profile.shipped import load_profiles


def document() -> str:
    """The whole page: the shipped layouts but the sample council's, what is said of each, and where that was read."""
    real = [profile for profile in load_profiles(None).values() if not profile.name.startswith("sample-")]
    layouts = sorted(real, key=lambda profile: profile.title.casefold())
    lines = [
        "# Layouts that are shipped",
        "",
        "Exports that are recognised by their headings. Where only a part is known, the other columns are suggested,",
        "as every council has its own (`load --suggested`, or the Data page). Their form is in",
        "[profiles.md](profiles.md), which also names the systems for which none is shipped. This page is written from",
        "`cxdata/ingest/profile/layouts` by `python -m cxdata docs`; a test keeps it current.",
        "",
        "| what it reads | layout | into | columns |",
        "|---|---|---|---|",
        *(f"| {profile.title} | `{profile.name}` | {_into(profile)} | {_columns(profile)} |" for profile in layouts),
    ]
    for profile in layouts:
        lines += ["", f"## {profile.title}", "", profile.about]
        if profile.refuse:
            lines += ["", f"Refused: {profile.refuse}"]
        if profile.source:
            lines += ["", "Headings read at:", "", *(f"- {source}" for source in profile.source)]
    return "\n".join(lines) + "\n"


def _into(profile: Profile) -> str:
    return ", ".join(dict.fromkeys(TABLES[table.table].title.lower() for table in profile.tables)) or "nothing: refused"


def _columns(profile: Profile) -> str:
    return "none" if profile.refuse else "a part, the rest suggested" if profile.rest else "all"
