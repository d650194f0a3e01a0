"""Profiles: how one export's columns and values read in the words of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FieldMap:
    """Where one field of the contract comes from.

    `sources` are the headers it may have (the first one present is read); `join` are headers whose texts are put
    together with `glue` (a date and a time in two columns); `filled` are headers of which the first with something in
    it is read, row by row. `values` turns the export's words into the contract's,
    blind to case and spacing ("" means that such a cell says nothing); `otherwise` takes the rest; `blank` stands for
    empty cells. `times` are the headers of a column to multiply a number by (the first one present). `offset` is added
    to a number; to a time it adds days. `unit` "ms" says that a plain number is milliseconds, where the field is in
    seconds; 0:01:30 is read as it stands.
    """

    name: str
    sources: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    glue: str = " "
    constant: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    blank: str | None = None
    replace: tuple[tuple[str, str], ...] = ()
    times: tuple[str, ...] = ()
    scale: float = 1.0
    offset: float = 0.0
    unit: str | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header this field may read."""
        return self.sources + self.join + self.filled + self.times


@dataclass(frozen=True)
class Unpivot:
    """Columns turned to rows: each of `columns` gives a row whose `name` is the header and `value` the cell."""

    columns: tuple[str, ...]
    name: str
    value: str


@dataclass(frozen=True)
class TableMap:
    """One clean table that an export feeds; `where` keeps only rows with one of the named values in a column.

    `alike` says what two rows without a reference are that hold the same in every column: "one", a repeat of the same
    row, or "each", two events that happen to be alike. `filled` keeps only rows with something in one of these columns,
    such as the days of a case's second stage. `grain` is how long its figures are, where a file has several
    lengths; else that of the profile.
    """

    table: str
    fields: tuple[FieldMap, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    unpivot: Unpivot | None = None
    alike: str = "one"
    grain: str | None = None

    def field(self, name: str) -> FieldMap | None:
        """The mapping of one contract field; None when this export does not carry it."""
        return next((mapping for mapping in self.fields if mapping.name == name), None)


@dataclass(frozen=True)
class Profile:
    """One known export: how to recognise it and how to read it. Its form in TOML is described in docs/profiles.md.

    `leave_out` names rows that say again what others say: "totals" of other rows, "longer periods" than the rest, what
    stands "above the first date" (further headings), and "other rows", which no table takes. `fill_down` names columns
    whose blank cells hold what stands above them. `source` says where the headings were read, each with the date. Where
    `rest` is "suggested", the layout knows only the columns that are the same in every such export (a survey's
    reference and times) and the others are suggested; `refuse` is the sentence for an export that is recognised and
    cannot be used as it is.
    `personal` columns are never kept; `not_personal` are columns that look like people and are kept on an officer's
    word. `grid` is the projection of eastings and northings, by name or as "EPSG:2157"; None is British National Grid.
    """

    name: str
    title: str
    system: str
    tables: tuple[TableMap, ...]
    about: str = ""
    dates: str | None = None
    offset: str = "convert"
    grain: str | None = None
    grid: str | None = None
    missing: tuple[str, ...] = ()
    sheet: str | None = None
    leave_out: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    not_personal: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()
    shipped: bool = True
    source: tuple[str, ...] = ()
    rest: str | None = None
    refuse: str | None = None

    @property
    def used(self) -> tuple[str, ...]:
        """Every header the profile reads, in the order it names them."""
        named = [
            header
            for table in self.tables
            for header in (
                *table.where,
                *table.filled,
                *(table.unpivot.columns if table.unpivot else ()),
                *(header for mapping in table.fields for header in mapping.headers),
            )
        ]
        return tuple(dict.fromkeys(named))
