"""Say in SQL how one cell of a source system becomes a cell of ours.

Values of a profile go in as parameters, never as text of the statement. What cannot be read stays
as it was delivered: the rules then set its row aside, and the search for personal data still sees
it. Only a day that is written in another way than the profile says is replaced, since it might be
read after all.
"""

from collections.abc import Mapping, Sequence

from etl.domain.fields import Field, Kind
from etl.ingest.date_formats import MARK, MONTHS, NAME, WEEKDAY, has_name, has_offset, numbered
from etl.ingest.profile import EXCEL_DAYS, Reading

HOME = "Europe/Amsterdam"
"""Where a moment with an offset becomes a day."""

OTHER_FORM = "in een andere vorm geschreven"

_ERRORS = (
    *("#n/b", "#verw!", "#waarde!", "#naam?", "#deel/0!", "#getal!", "#leeg!", "#overloop!"),
    *("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#spill!"),
)
"""What Excel writes where a formula fails."""

_ISO = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
"""How dates of a typed file (Excel, Parquet) land as text."""


class Parameters:
    """Collects the values of a statement.

    Args:
        pads: the inner and outer pad of the key under which ids are replaced.
    """

    def __init__(self, pads: Mapping[str, bytes]) -> None:
        self._pads = pads
        self.values: dict[str, object] = {}

    def add(self, value: object) -> str:
        """Return the name under which a value stands in the statement."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def keyed(self, cell: str) -> str:
        """Return the HMAC-SHA256 of an id; null of an empty cell."""
        self.values |= self._pads
        inner = f"unhex(sha256($inner_pad || encode(lower(trim({cell})))))"
        return f"if(trim({cell}) = '', null, sha256($outer_pad || {inner}))"

    def texts(self, values: Sequence[str]) -> str:
        """Return a list of texts."""
        return f"{self.add(list(values))}::varchar[]"

    def lookup(self, key: str, pairs: Mapping[str, str]) -> str:
        """Return what `pairs` has for a key, or null."""
        return f"map({self.texts(list(pairs))}, {self.texts(list(pairs.values()))})[{key}]"


def word(cell: str) -> str:
    """Return a cell as words are compared: in lower case, with single spaces."""
    return rf"lower(trim(regexp_replace({cell}, '[\s\p{{Z}}]+', ' ', 'g')))"


def plain(cell: str) -> str:
    """Return a cell as single words are compared: cheaper, for what is asked of many cells."""
    return f"lower(trim({cell}))"


def filled(cell: str, reading: Reading, p: Parameters) -> str:
    """Return a cell, null when it holds nothing."""
    if not reading.empty:
        return f"nullif(trim({cell}), '')"
    words = p.texts(reading.empty)
    return f"if(list_contains({words}, {plain(cell)}), null, nullif(trim({cell}), ''))"


def block_cell(cell: str, *, codes: Mapping[str, str], reading: Reading, p: Parameters) -> str:
    """Return a cell, null when it holds nothing, or what its codes say is nothing."""
    text = filled(cell, reading, p)
    if "" not in codes.values():
        return text
    return f"nullif(coalesce({p.lookup(word(text), codes)}, {text}), '')"


def value(
    cell: str,
    field: Field,
    *,
    codes: Mapping[str, str],
    dates: Sequence[str],
    reading: Reading,
    is_typed: bool,
    p: Parameters,
) -> str:
    """Return our cell for a supplier's cell."""
    if field.kind is Kind.PSEUDONYM:
        return p.keyed(_id(cell, reading, p)) if reading.keyed_ids else cell
    cell = filled(cell, reading, p)
    if field.kind is Kind.ROUTES:
        return _routes(cell, codes=codes, reading=reading, p=p)
    if codes:
        cell = f"coalesce({p.lookup(word(cell), codes)}, {cell})"
    if field.kind is Kind.DATE:
        day = f"{moment(cell, dates=dates, is_typed=is_typed, p=p)}::date"
        other = f"if({cell} like '____-__-__', '{OTHER_FORM}', {cell})"
        return f"coalesce(strftime({day}, '%Y-%m-%d'), {other})"
    if field.kind is Kind.NUMBER:
        return _number(cell, decimal=reading.decimal)
    return cell


def _id(cell: str, reading: Reading, p: Parameters) -> str:
    """Return an id that is replaced; null of a word for nothing, and of an error of Excel.

    It may have any shape, so that all rows with such a word would be of one zaak or pupil.
    """
    errors = p.texts(_ERRORS)
    return f"if(list_contains({errors}, {plain(cell)}), null, {filled(cell, reading, p)})"


def moment(cell: str, *, dates: Sequence[str], is_typed: bool, p: Parameters) -> str:
    """Return the moment that a cell names, by the clock in the Netherlands; null if it can't be."""
    forms = [form for form in dates if form != EXCEL_DAYS]
    forms += [form for form in _ISO if is_typed and form not in forms]
    if any(" " in form for form in dates):
        # as Word and web pages write it, so that a day is not cut in two
        cell = f"replace({cell}, chr(160), ' ')"
    ways = []
    for with_name in (False, True):
        alike = [form for form in forms if has_name(form) is with_name]
        text = month_as_number(cell) if with_name else cell
        plain = [numbered(form) for form in alike if not has_offset(form)]
        offset = [numbered(form) for form in alike if has_offset(form)]
        if plain:
            ways.append(f"try_strptime({text}, {p.texts(plain)})")
        if offset:
            # a final Z is an offset too
            text = f"regexp_replace({text}, '[Zz]$', '+00:00')"
            ways.append(f"timezone('{HOME}', try_strptime({text}, {p.texts(offset)}))")
    if EXCEL_DAYS in dates:
        days = (
            rf"if(regexp_full_match({cell}, '\d{{5}}(\.\d+)?'), try_cast({cell} as double), null)"
        )
        ways.append(f"timestamp '1899-12-30' + to_days(floor({days})::integer)")
    return f"coalesce({', '.join(ways)})"


def month_as_number(cell: str) -> str:
    """Return a cell with the name of a month replaced by its number; null without such a name."""
    cell = f"regexp_replace(lower({cell}), '{WEEKDAY}', '')"
    name = f"regexp_extract({cell}, '{NAME}', 1)"
    number = f"map({list(MONTHS)}, {list(MONTHS.values())})[{name}]"
    return f"regexp_replace({cell}, '{NAME}', '{MARK}' || {number})"


def spread_routes(
    cells: Mapping[str, str], *, reading: Reading, no_route: str | None, p: Parameters
) -> str:
    """Return the routes whose yes/no column says yes; a word that is neither stays as it is."""
    yes = p.texts(reading.yes)
    read = {code: filled(cell, reading, p) for code, cell in cells.items()}
    chosen = ", ".join(
        f"if(list_contains({yes}, {plain(cell)}), {p.add(code)}, null)"
        for code, cell in read.items()
    )
    known = p.texts([*reading.yes, *reading.no])
    strange = ", ".join(
        f"if(list_contains({known}, {plain(cell)}), null, {cell})" for cell in read.values()
    )
    joined = f"nullif(array_to_string(list_filter([{chosen}], lambda r: r is not null), '+'), '')"
    none = "null"
    if no_route:
        no = p.texts(reading.no)
        says_no = " and ".join(f"list_contains({no}, {plain(cell)})" for cell in read.values())
        none = f"if({says_no}, {p.add(no_route)}, null)"
    return f"coalesce({strange}, {joined}, {none})"


def _routes(cell: str, *, codes: Mapping[str, str], reading: Reading, p: Parameters) -> str:
    one = f"coalesce({p.lookup(word('r'), codes)}, trim(r))" if codes else "trim(r)"
    parts = f"string_split({cell}, {p.add(reading.route_sign)})"
    mapped = f"list_transform({parts}, lambda r: {one})"
    return f"array_to_string(list_filter({mapped}, lambda r: r <> ''), '+')"


def _number(cell: str, *, decimal: str) -> str:
    point, mark = (r"\.", ",") if decimal == "," else (",", r"\.")
    whole = rf"regexp_replace({cell}, '{mark}0+$', '')"
    # a space between thousands is a hard one as a rule
    between = rf"({point}|[ \x{{A0}}\x{{202F}}])"
    grouped = rf"regexp_full_match({cell}, '-?\d{{1,3}}({between}\d{{3}})+({mark}0+)?')"
    return f"if({grouped}, regexp_replace({whole}, '{between}', '', 'g'), {whole})"
