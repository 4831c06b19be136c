"""Comma-separated values: dialects as classes, rows as dictionaries, guessing a dialect.

Reading and writing of rows is the native module `_csv`.
"""

from _csv import (
    QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS, Error, __version__, field_size_limit,
    get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer,
)
from _csv import Dialect as _Dialect

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
    "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect",
]


class Dialect:
    """How rows are written down; a subclass sets the attributes."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if type(self) is not Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            _Dialect(self)
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    """What Excel writes."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs between fields."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Everything quoted, lines ending in a newline."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


for _name, _class in (("excel", excel), ("excel-tab", excel_tab), ("unix", unix_dialect)):
    register_dialect(_name, _class)
del _name, _class


class DictReader:
    """Rows as dictionaries; the first row has the names unless they are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            # The names are read even if nobody asks for them.
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while not row:
            row = next(self.reader)
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(row) > len(names):
            result[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                result[name] = self.restval
        return result

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class DictWriter:
    """Writes dictionaries as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row_of(self, rowdict):
        if self.extrasaction == "raise":
            unknown = rowdict.keys() - self.fieldnames
            if unknown:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(name) for name in unknown))
        return (rowdict.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._row_of(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row_of, rowdicts))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


class Sniffer:
    """Guesses a dialect from a sample."""

    def __init__(self):
        # The usual delimiters, the likeliest first.
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """A dialect class for the sample."""
        quote, doubled, delimiter, skip = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._by_frequency(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doubled
        dialect.delimiter = delimiter
        dialect.quotechar = quote or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _by_quotes(self, data, delimiters):
        """Quoted fields and what stands between them."""
        import re

        around = r"(?P<delim>[^\w\n\"'])(?P<space> ?)"
        field = r"(?P<quote>[\"']).*?(?P=quote)"
        shapes = (
            around + field + "(?P=delim)",
            r"(?:^|\n)" + field + around,
            around + field + r"(?:$|\n)",
            r"(?:^|\n)" + field + r"(?:$|\n)",
        )
        found = []
        for shape in shapes:
            pattern = re.compile(shape, re.DOTALL | re.MULTILINE)
            found = [match.groupdict() for match in pattern.finditer(data)]
            if found:
                break
        if not found:
            return "", False, None, False
        quotes = {}
        marks = {}
        spaces = 0
        for match in found:
            quotes[match["quote"]] = quotes.get(match["quote"], 0) + 1
            mark = match.get("delim")
            if mark and (delimiters is None or mark in delimiters):
                marks[mark] = marks.get(mark, 0) + 1
            if match.get("space"):
                spaces += 1
        quote = max(quotes, key=quotes.get)
        if marks:
            delimiter = max(marks, key=marks.get)
            skip = marks[delimiter] == spaces
            if delimiter == "\n":
                # A file with one column.
                delimiter = ""
        else:
            delimiter, skip = "", False
        between = re.escape(delimiter)
        doubled = re.search(rf"((?:{between})|^)\W*{quote}[^{between}\n]*{quote}[^{between}\n]*{quote}\W*((?:{between})|$)", data, re.MULTILINE)
        return quote, bool(doubled), delimiter, skip

    def _by_frequency(self, data, delimiters):
        """The character that most lines have equally often."""
        lines = [line for line in data.split("\n") if line]
        letters = [chr(code) for code in range(127)]
        step = min(10, len(lines)) or 1
        counts = {letter: {} for letter in letters}
        candidates = {}
        for first in range(0, len(lines), step):
            part = lines[first:first + step]
            for letter, table in counts.items():
                for line in part:
                    times = line.count(letter)
                    table[times] = table.get(times, 0) + 1
            seen = min(first + step, len(lines))
            usual = {}
            for letter, table in counts.items():
                if set(table) == {0}:
                    continue
                times = max(table, key=table.get)
                others = sum(table.values()) - table[times]
                usual[letter] = (times, table[times] - others)
            agreement = 1.0
            while not candidates and agreement >= 0.9:
                for letter, (times, score) in usual.items():
                    if times > 0 and score > 0 and score / seen >= agreement and (delimiters is None or letter in delimiters):
                        candidates[letter] = (times, score)
                agreement -= 0.01
            if len(candidates) == 1:
                delimiter = next(iter(candidates))
                return delimiter, self._skips(lines[0], delimiter)
        if not candidates:
            return "", False
        for delimiter in self.preferred:
            if delimiter in candidates:
                return delimiter, self._skips(lines[0], delimiter)
        delimiter = max(candidates, key=lambda letter: (candidates[letter], letter))
        return delimiter, self._skips(lines[0], delimiter)

    @staticmethod
    def _skips(line, delimiter):
        return line.count(delimiter) == line.count(delimiter + " ")

    def has_header(self, sample):
        """Whether the first row differs from the rows below in kind or length."""
        import io

        rows = reader(io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for number, row in enumerate(rows):
            if number > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                try:
                    complex(row[column])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kinds[column] is None:
                    kinds[column] = kind
                elif kinds[column] != kind:
                    del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    (kind or complex)(header[column])
                    votes -= 1
                except (ValueError, TypeError):
                    votes += 1
        return votes > 0
