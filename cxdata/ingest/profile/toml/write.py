"""A layout as the text of a TOML file."""

from cxdata.ingest.profile.model import FieldMap, Profile, TableMap


def to_toml(profile: Profile) -> str:
    """The profile as TOML; reading it back gives an equal profile."""
    texts = ("name", "title", "system", "about", "refuse", "rest", "dates", "offset", "grain", "grid", "sheet")
    lists = ("source", "missing", "leave_out", "fill_down", "ignore", "personal", "not_personal")
    lines = [f"{key} = {_quote(getattr(profile, key))}" for key in texts if getattr(profile, key)]
    lines += [f"{key} = {_list(getattr(profile, key))}" for key in lists if getattr(profile, key)]
    lines += ["", "[recognise]", f"headers = {_list(profile.headers)}"]
    if profile.any_of:
        lines.append(f"any_of = [{', '.join(_list(choice) for choice in profile.any_of)}]")
    for table in profile.tables:
        lines += _table_lines(table)
    return "\n".join(lines) + "\n"


def _table_lines(table: TableMap) -> list[str]:
    lines = ["", "[[table]]", f"table = {_quote(table.table)}"]
    if table.where:
        kept = ", ".join(f"{_quote(column)} = {_list(values)}" for column, values in table.where.items())
        lines.append(f"where = {{ {kept} }}")
    if table.filled:
        lines.append(f"filled = {_list(table.filled)}")
    if table.unpivot:
        given = table.unpivot
        names = f"name = {_quote(given.name)}, value = {_quote(given.value)}"
        lines.append(f"unpivot = {{ columns = {_list(given.columns)}, {names} }}")
    if table.alike != "one":
        lines.append(f"alike = {_quote(table.alike)}")
    if table.grain:
        lines.append(f"grain = {_quote(table.grain)}")
    for mapping in table.fields:
        lines += ["", f"[table.fields.{mapping.name}]", *_field_lines(mapping)]
    return lines


def _field_lines(mapping: FieldMap) -> list[str]:
    lines = []
    for key, headers in (("from", mapping.sources), ("times", mapping.times)):
        if headers:
            lines.append(f"{key} = {_quote(headers[0]) if len(headers) == 1 else _list(headers)}")
    if mapping.join:
        lines += [f"join = {_list(mapping.join)}", f"glue = {_quote(mapping.glue)}"]
    lines += [f"filled = {_list(mapping.filled)}"] if mapping.filled else []
    for key in ("constant", "otherwise", "blank", "unit"):
        if (value := getattr(mapping, key)) is not None:
            lines.append(f"{key} = {_quote(value)}")
    if mapping.replace:
        lines.append(f"replace = [{', '.join(_list(pair) for pair in mapping.replace)}]")
    for key, unchanged in (("scale", 1.0), ("offset", 0.0)):
        if (number := getattr(mapping, key)) != unchanged:
            lines.append(f"{key} = {number!r}")
    if mapping.values:
        given = ", ".join(f"{_quote(key)} = {_quote(value)}" for key, value in mapping.values.items())
        lines.append(f"values = {{ {given} }}")
    return lines


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_quote(value) for value in values)}]"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for plain, code in (("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        escaped = escaped.replace(plain, code)
    return f'"{escaped}"'
