"""comments: look at a sample of a file's comments, and say whether they may be shown."""

import argparse
import json

from cxdata.cli.show import align
from cxdata.data_folder.remote import store_to_ask
from cxdata.export.comments import comment_files, find_file, record_verdict, sample_comments


def list_files(options: argparse.Namespace) -> int:
    """The files with comments and what was said of each."""
    files = comment_files(store_to_ask(options.data), options.data)
    if options.format == "json":
        listed = [
            {"file": f.name, "comments": f.comments, "verdict": f.verdict or "not looked at", "by": f.by, "at": f.at}
            for f in files
        ]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
    elif not files:
        print("No file with comments is loaded.")
    else:
        print(align([["File", "Comments", ""], *([f.name, f"{f.comments:,}", f.words] for f in files)], left=1))
    return 0


def show_sample(options: argparse.Namespace) -> int:
    """The sample of a file's comments that a person is to look at."""
    store = store_to_ask(options.data)
    texts = sample_comments(store, find_file(store, options.data, options.file))
    if options.format == "json":
        print(json.dumps({"file": options.file, "sample": list(texts)}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(f"- {text}" for text in texts))
    return 0


def pass_file(options: argparse.Namespace) -> int:
    """Say that a file's comments may be shown."""
    return _say(options, passed=True)


def hide_file(options: argparse.Namespace) -> int:
    """Say that a file's comments may not be shown."""
    return _say(options, passed=False)


def _say(options: argparse.Namespace, *, passed: bool) -> int:
    store = store_to_ask(options.data)
    record_verdict(options.data, find_file(store, options.data, options.file), passed=passed, by=options.by)
    file = find_file(store, options.data, options.file)
    if options.format == "json":
        print(json.dumps({"file": file.name, "verdict": file.verdict, "by": file.by, "at": file.at}, indent=2))
    else:
        print(f"{file.name}: {file.words}")
    return 0
