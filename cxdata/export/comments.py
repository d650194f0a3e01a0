"""Comments, and whether they may be shown: only those of files of which a person has looked at a sample and said so.

The rules take out what they find; what remains only a reader can judge. What a reader said stands in comments.toml in
the data folder, for each file by its digest and by how it was read: read by other rules, it is looked at again.
Whoever shows a comment anywhere asks `passed_comments`. What a sample passed is for officers: published is no comment
at all, since nobody has read each one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from cxdata.analysis.comments.page import Passed
from cxdata.errors import CxError
from cxdata.form import Comment
from cxdata.ingest.history.verdicts import FILE_NAME as VERDICTS
from cxdata.ingest.history.verdicts import read_verdicts, write_verdicts
from cxdata.measures.constants.comments import count_comments
from cxdata.own_files import changing
from cxdata.store import Store

SAMPLE = 20
# Nothing found in twenty drawn by chance leaves, at 95 % confidence, up to 1 - 0.05 ** (1 / 20) = 13.9 % of all.
SAMPLE_SAYS = (
    "Twenty say little of what is rare: where none of them holds anything personal, one in seven of all still may."
)
PASSED, HIDDEN = "passed", "not passed"
_LONGEST_NAME = 40


@dataclass(frozen=True)
class CommentFile:
    """One loaded file with comments: how many there are, and what was said of them.

    `verdict` is "passed", "not passed", or "" where nobody has looked since it was read as it is now; `by` and `at` say
    who and when.
    """

    file_id: int
    name: str
    sha256: str
    read_by: str
    comments: int
    verdict: str = ""
    by: str = ""
    at: str = ""

    @property
    def words(self) -> str:
        """What was said of the file's comments, in a sentence."""
        if not self.verdict:
            return "Nobody has looked at a sample yet: they are hidden."
        kept = "" if self.verdict == PASSED else ": they are hidden"
        return f"{self.verdict.capitalize()} by {self.by} on {self.at[:10]}{kept}."


@dataclass(frozen=True)
class Comments:
    """The comments that may be shown, and a sentence for each file whose comments may not."""

    shown: tuple[Comment, ...]
    hidden: tuple[str, ...]


def comment_files(store: Store, data: Path) -> list[CommentFile]:
    """Every file with comments in the store, by name, with what was said of it in the data folder."""
    said = {(entry["sha256"], entry["read_by"]): entry for entry in read_verdicts(data)}
    counts = count_comments(store)
    files = []
    for row in store.files().to_dict("records"):
        if row["file_id"] in counts:
            entry = said.get((row["sha256"], row["profile_digest"]), {})
            verdict, by, at = (entry.get(key, "") for key in ("verdict", "by", "at"))
            known = (row["file_id"], row["name"], row["sha256"], row["profile_digest"])
            files.append(CommentFile(*known, counts[row["file_id"]], verdict, by, at))
    return sorted(files, key=lambda file: (file.name, file.file_id))


def find_file(store: Store, data: Path, name: str) -> CommentFile:
    """The file with comments that has this name, the one loaded last where several have. Raises CxError for none."""
    files = comment_files(store, data)
    found = [file for file in files if file.name == name]
    if not found:
        listed = ", ".join(file.name for file in files) or "none"
        raise CxError(f"No file '{name}' with comments is loaded. Files with comments: {listed}.")
    return found[-1]


def sample_comments(store: Store, file: CommentFile) -> tuple[str, ...]:
    """Up to twenty comments of a file, drawn by chance and the same ones until the store changes."""
    own = [comment for comment in store.comments() if comment.file_id == file.file_id]
    drawn = sorted(own, key=lambda comment: _draw(store.version, comment))[:SAMPLE]
    return tuple(comment.text for comment in drawn)


def _draw(seed: str, comment: Comment) -> str:
    """A number by chance for a comment, the same whenever it is asked for: the lowest are drawn."""
    return sha256(f"{seed}:{comment.file_id}:{comment.row_number}:{comment.field}".encode()).hexdigest()


def record_verdict(data: Path, file: CommentFile, *, passed: bool, by: str) -> None:
    """Write down what a person said of a file's comments. Raises CxError where it is not said who."""
    who = " ".join(by.split())
    if not who or len(who) > _LONGEST_NAME:
        raise CxError("Say who has looked at the comments: initials will do.")
    entry = {
        "name": file.name,
        "sha256": file.sha256,
        "read_by": file.read_by,
        "verdict": PASSED if passed else HIDDEN,
        "by": who,
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with changing(data / VERDICTS):
        said = read_verdicts(data)
        others = [other for other in said if (other["sha256"], other["read_by"]) != (file.sha256, file.read_by)]
        write_verdicts(data, [*others, entry])


def passed_answers(store: Store, data: Path) -> Passed:
    """Which files' comments of survey answers may be quoted, and how many they are of all. Raises CxError where nobody
    can say which were passed."""
    counts = count_comments(store, "responses")
    files = [file.file_id for file in comment_files(store, data) if file.verdict == PASSED and file.file_id in counts]
    return Passed(tuple(files), sum(counts[number] for number in files), sum(counts.values()))


def passed_comments(store: Store, data: Path) -> Comments:
    """The comments that may be shown, newest first: those of files that were passed. Raises CxError where nobody can
    say which were."""
    files = comment_files(store, data)
    passed = {file.file_id for file in files if file.verdict == PASSED}
    hidden = tuple(
        f"The {file.comments:,} comments of {file.name} are not shown: "
        + ("a reader did not pass them." if file.verdict else "nobody has looked at a sample of them yet (Data page).")
        for file in files
        if file.verdict != PASSED
    )
    shown = [comment for comment in store.comments() if comment.file_id in passed] if passed else []
    shown.sort(key=lambda comment: comment.day or date.min, reverse=True)
    return Comments(tuple(shown), hidden)
