"""Differences between sequences: matching blocks, edit steps, and the usual ways to print them.

The heart is the Ratcliff-Obershelp idea: find the longest common block, then go on to the left and to the right of it.
Missing: `HtmlDiff`.
"""

from collections import namedtuple as _namedtuple

__all__ = [
    "get_close_matches", "ndiff", "restore", "SequenceMatcher", "Differ", "IS_CHARACTER_JUNK", "IS_LINE_JUNK", "context_diff",
    "unified_diff", "diff_bytes", "Match",
]

Match = _namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences of hashable items."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Sets both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Sets the first sequence; the second one keeps its index."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Sets the second sequence, which is indexed."""
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self._index()

    def _index(self):
        places = {}
        for index, item in enumerate(self.b):
            places.setdefault(item, []).append(index)
        self.b2j = places
        self.bjunk = set()
        if self.isjunk:
            self.bjunk.update(item for item in places if self.isjunk(item))
            for item in self.bjunk:
                del places[item]
        # Items that are everywhere in a long sequence say nothing about where things belong.
        self.bpopular = set()
        length = len(self.b)
        if self.autojunk and length >= 200:
            many = length // 100 + 1
            self.bpopular.update(item for item, indices in places.items() if len(indices) > many)
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block in a[alo:ahi] and b[blo:bhi]; the earliest of equals."""
        a, b, places, junk = self.a, self.b, self.b2j, self.bjunk
        if ahi is None:
            ahi = len(a)
        if bhi is None:
            bhi = len(b)
        best_a, best_b, best = alo, blo, 0
        lengths = {}
        nowhere = []
        for i in range(alo, ahi):
            grown = {}
            for j in places.get(a[i], nowhere):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                size = grown[j] = lengths.get(j - 1, 0) + 1
                if size > best:
                    best_a, best_b, best = i - size + 1, j - size + 1, size
            lengths = grown
        # The block grows over popular items first, then over junk.
        for wanted in (False, True):
            while best_a > alo and best_b > blo and (b[best_b - 1] in junk) is wanted and a[best_a - 1] == b[best_b - 1]:
                best_a, best_b, best = best_a - 1, best_b - 1, best + 1
            while (best_a + best < ahi and best_b + best < bhi and (b[best_b + best] in junk) is wanted
                   and a[best_a + best] == b[best_b + best]):
                best += 1
        return Match(best_a, best_b, best)

    def get_matching_blocks(self):
        """All matching blocks in order; the last one is empty."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        ends = len(self.a), len(self.b)
        work = [(0, ends[0], 0, ends[1])]
        found = []
        while work:
            alo, ahi, blo, bhi = work.pop()
            block = self.find_longest_match(alo, ahi, blo, bhi)
            i, j, size = block
            if size:
                found.append(block)
                if alo < i and blo < j:
                    work.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    work.append((i + size, ahi, j + size, bhi))
        found.sort()
        # Neighbours become one block.
        joined = []
        for i, j, size in found:
            if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
                joined[-1][2] += size
            else:
                joined.append([i, j, size])
        self.matching_blocks = [Match(*block) for block in joined] + [Match(*ends, 0)]
        return self.matching_blocks

    def get_opcodes(self):
        """The steps that turn a into b: (tag, i1, i2, j1, j2)."""
        if self.opcodes is None:
            steps = []
            i = j = 0
            for ai, bj, size in self.get_matching_blocks():
                if i < ai or j < bj:
                    tag = "replace" if i < ai and j < bj else "delete" if i < ai else "insert"
                    steps.append((tag, i, ai, j, bj))
                i, j = ai + size, bj + size
                if size:
                    steps.append(("equal", ai, i, bj, j))
            self.opcodes = steps
        return self.opcodes

    def get_grouped_opcodes(self, n=3):
        """The steps in groups with up to n equal items around changes."""
        # The list of steps itself is trimmed, as callers of CPython see it.
        steps = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        tag, i1, i2, j1, j2 = steps[0]
        if tag == "equal":
            steps[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        tag, i1, i2, j1, j2 = steps[-1]
        if tag == "equal":
            steps[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in steps:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How similar the sequences are, from 0 to 1."""
        matches = sum(block.size for block in self.get_matching_blocks())
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """An upper bound of ratio: common items in any order."""
        if self.fullbcount is None:
            self.fullbcount = {}
            for item in self.b:
                self.fullbcount[item] = self.fullbcount.get(item, 0) + 1
        left = {}
        matches = 0
        for item in self.a:
            number = left.get(item, self.fullbcount.get(item, 0))
            left[item] = number - 1
            matches += number > 0
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """A rough upper bound of ratio: the lengths alone."""
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The best matches for a word, the closest first."""
    if not n > 0:
        raise ValueError("n must be > 0: %r" % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError("cutoff must be in [0.0, 1.0]: %r" % (cutoff,))
    scored = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            scored.append((matcher.ratio(), candidate))
    import heapq
    return [candidate for _, candidate in heapq.nlargest(n, scored)]


def IS_LINE_JUNK(line, pat=None):
    """Whether a line is blank or a lone comment sign."""
    if pat is not None:
        return pat(line) is not None
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether a character is a blank or a tab."""
    return ch in ws


def _with_tabs(line, marks):
    """The marks under a line, with its tabs and spaces where it has them."""
    return "".join(letter if mark == " " and letter.isspace() else mark for letter, mark in zip(line, marks)).rstrip()


class Differ:
    """Compares texts line by line and points at changes within lines."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The lines of both with two letters in front: common, only in a, only in b, hints."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._lines("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._lines("+", b, blo, bhi)
            else:
                yield from self._lines(" ", a, alo, ahi)

    @staticmethod
    def _lines(sign, lines, low, high):
        for index in range(low, high):
            yield f"{sign} {lines[index]}"

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        """Whole blocks, the shorter one first."""
        if bhi - blo < ahi - alo:
            yield from self._lines("+", b, blo, bhi)
            yield from self._lines("-", a, alo, ahi)
        else:
            yield from self._lines("-", a, alo, ahi)
            yield from self._lines("+", b, blo, bhi)

    def _replace(self, a, alo, ahi, b, blo, bhi):
        """Looks for similar lines in replaced blocks, the best pair first."""
        cutoff = 0.74999
        matcher = SequenceMatcher(self.charjunk)
        best_ratio, best = cutoff, None
        same = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if same is None:
                        same = i, j
                    continue
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio
                        and matcher.ratio() > best_ratio):
                    best_ratio, best = matcher.ratio(), (i, j)
        if best is None:
            if same is None:
                yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
                return
            best = same
        else:
            same = None
        i, j = best
        yield from self._between(a, alo, i, b, blo, j)
        if same is None:
            yield from self._hints(a[i], b[j])
        else:
            yield "  " + a[i]
        yield from self._between(a, i + 1, ahi, b, j + 1, bhi)

    def _between(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._lines("-", a, alo, ahi)
        else:
            yield from self._lines("+", b, blo, bhi)

    def _hints(self, old, new):
        """Two similar lines with marks under what changed."""
        marks_old = marks_new = ""
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, old, new).get_opcodes():
            if tag == "replace":
                marks_old += "^" * (i2 - i1)
                marks_new += "^" * (j2 - j1)
            elif tag == "delete":
                marks_old += "-" * (i2 - i1)
            elif tag == "insert":
                marks_new += "+" * (j2 - j1)
            else:
                marks_old += " " * (i2 - i1)
                marks_new += " " * (j2 - j1)
        marks_old, marks_new = _with_tabs(old, marks_old), _with_tabs(new, marks_new)
        yield "- " + old
        if marks_old:
            yield f"? {marks_old}\n"
        yield "+ " + new
        if marks_new:
            yield f"? {marks_new}\n"


def _span(start, stop):
    """A range of lines as unified diffs write it."""
    first, length = start + 1, stop - start
    if length == 1:
        return str(first)
    return f"{first if length else first - 1},{length}"


def _context_span(start, stop):
    """A range of lines as context diffs write it."""
    first, length = start + 1, stop - start
    if not length:
        first -= 1
    return str(first) if length <= 1 else f"{first},{first + length - 1}"


def _check_texts(a, b, *names):
    """Refuses anything but str, with the first offender named."""
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError(f"lines to compare must be str, not {type(lines[0]).__name__} ({lines[0]!r})")
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"all arguments must be str, not: {name!r}")


def _dated(name, date):
    return f"{name}\t{date}" if date else name


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The differences as `diff -u` prints them."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"--- {_dated(fromfile, fromfiledate)}{lineterm}"
            yield f"+++ {_dated(tofile, tofiledate)}{lineterm}"
        first, last = group[0], group[-1]
        yield f"@@ -{_span(first[1], last[2])} +{_span(first[3], last[4])} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if tag != "insert":
                for line in a[i1:i2]:
                    yield "-" + line
            if tag != "delete":
                for line in b[j1:j2]:
                    yield "+" + line


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The differences as `diff -c` prints them."""
    _check_texts(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    signs = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield f"*** {_dated(fromfile, fromfiledate)}{lineterm}"
            yield f"--- {_dated(tofile, tofiledate)}{lineterm}"
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_context_span(first[1], last[2])} ****{lineterm}"
        if any(tag in ("replace", "delete") for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    for line in a[i1:i2]:
                        yield signs[tag] + line
        yield f"--- {_context_span(first[3], last[4])} ----{lineterm}"
        if any(tag in ("replace", "insert") for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    for line in b[j1:j2]:
                        yield signs[tag] + line


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3, lineterm=b"\n"):
    """A diff of bytes by a function for text; undecodable bytes pass through."""
    def decode(raw):
        try:
            return raw.decode("ascii", "surrogateescape")
        except AttributeError as error:
            raise TypeError(f"all arguments must be bytes, not {type(raw).__name__} ({raw!r})") from error

    names = [decode(name) for name in (fromfile, tofile, fromfiledate, tofiledate)]
    for line in dfunc([decode(line) for line in a], [decode(line) for line in b], *names, n, decode(lineterm)):
        yield line.encode("ascii", "surrogateescape")


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The lines of both texts with hints, as Differ makes them."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """One of the two texts that an ndiff was made of."""
    try:
        sign = {1: "- ", 2: "+ "}[int(which)]
    except KeyError:
        raise ValueError("unknown delta choice (must be 1 or 2): %r" % which) from None
    for line in delta:
        if line[:2] in ("  ", sign):
            yield line[2:]
