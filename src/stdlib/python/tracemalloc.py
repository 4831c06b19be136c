"""Where memory was asked for: snapshots of traced blocks, statistics over them, filters.

The blocks themselves are recorded by the native module `_tracemalloc`; this file gives them
shape.  A raw trace is `(domain, size, frames, depth)`, a raw frame `(filename, line)`, and raw
frames come innermost first.  Groups are `[size, count]` pairs in a dict keyed by frames.
"""
from collections.abc import Iterable, Sequence
from functools import total_ordering
import fnmatch
import linecache
import os.path

from _tracemalloc import (
    clear_traces,
    get_traceback_limit,
    get_traced_memory,
    get_tracemalloc_memory,
    is_tracing,
    reset_peak,
    start,
    stop,
)
from _tracemalloc import _get_object_traceback, _get_traces

_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def _amount(size, signed=False):
    """A number of bytes as text: three digits or so, and a unit."""
    value = size
    for unit in _UNITS:
        if abs(value) < 100 and unit != "B":
            return f"{value:+.1f} {unit}" if signed else f"{value:.1f} {unit}"
        if abs(value) < 10 * 1024 or unit == _UNITS[-1]:
            return f"{value:+.0f} {unit}" if signed else f"{value:.0f} {unit}"
        value /= 1024


@total_ordering
class Frame:
    """One line of a traceback."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f"{self.filename}:{self.lineno}"

    def __repr__(self):
        return f"<Frame filename={self.filename!r} lineno={self.lineno!r}>"


@total_ordering
class Traceback(Sequence):
    """The lines that led to an allocation, outermost first."""

    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        Sequence.__init__(self)
        self._frames = tuple(frames)[::-1]
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        """How many frames there were before the limit cut them off, if that is known."""
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        chosen = self._frames[index]
        if isinstance(index, slice):
            return tuple(map(Frame, chosen))
        return Frame(chosen)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __hash__(self):
        return hash(self._frames)

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = "" if self._total_nframe is None else f" total_nframe={self._total_nframe}"
        return f"<Traceback {tuple(self)}{total}>"

    def format(self, limit=None, most_recent_first=False):
        """Lines as a traceback shows them; a positive limit keeps the innermost frames, a negative one leaves some of them out."""
        frames = self[:]
        if limit is not None:
            frames = self[-limit:] if limit > 0 else self[:limit]
        if most_recent_first:
            frames = frames[::-1]
        lines = []
        for frame in frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            source = linecache.getline(frame.filename, frame.lineno).strip()
            if source:
                lines.append(f"    {source}")
        return lines


class Trace:
    """One traced block."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f"{self.traceback}: {_amount(self.size)}"

    def __repr__(self):
        return f"<Trace domain={self.domain} size={_amount(self.size)}, traceback={self.traceback!r}>"


class _Traces(Sequence):
    """Raw traces that look like a sequence of Trace objects."""

    def __init__(self, traces):
        Sequence.__init__(self)
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        chosen = self._traces[index]
        if isinstance(index, slice):
            return tuple(map(Trace, chosen))
        return Trace(chosen)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return f"<Traces len={len(self)}>"


class Statistic:
    """The blocks of one group: where, how many bytes, how many blocks."""

    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def _sort_key(self):
        return (self.size, self.count, self.traceback)

    def __eq__(self, other):
        if not isinstance(other, Statistic):
            return NotImplemented
        return self.traceback == other.traceback and (self.size, self.count) == (other.size, other.count)

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __str__(self):
        text = f"{self.traceback}: size={_amount(self.size)}, count={self.count}"
        if self.count:
            text += f", average={_amount(self.size / self.count)}"
        return text

    def __repr__(self):
        return f"<Statistic traceback={self.traceback!r} size={self.size} count={self.count}>"


class StatisticDiff:
    """How the blocks of one group changed between two snapshots."""

    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)

    def _numbers(self):
        return (self.size, self.size_diff, self.count, self.count_diff)

    def __eq__(self, other):
        if not isinstance(other, StatisticDiff):
            return NotImplemented
        return self.traceback == other.traceback and self._numbers() == other._numbers()

    def __hash__(self):
        return hash((self.traceback, *self._numbers()))

    def __str__(self):
        text = (
            f"{self.traceback}: size={_amount(self.size)} ({_amount(self.size_diff, True)}), "
            f"count={self.count} ({self.count_diff:+d})"
        )
        if self.count:
            text += f", average={_amount(self.size / self.count)}"
        return text

    def __repr__(self):
        return (
            f"<StatisticDiff traceback={self.traceback!r} size={self.size} ({self.size_diff:+d}) "
            f"count={self.count} ({self.count_diff:+d})>"
        )


class BaseFilter:
    """A rule that lets traces in or keeps them out."""

    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    """Looks at the innermost frame, or at all frames, by file name pattern and line."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.inclusive = inclusive
        self._filename_pattern = _source_name(filename_pattern)
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _covers(self, filename, line):
        if self.lineno is not None and line != self.lineno:
            return False
        return fnmatch.fnmatch(_source_name(filename), self._filename_pattern)

    def _match_frame(self, filename, lineno):
        return self._covers(filename, lineno) == bool(self.inclusive)

    def _match_traceback(self, traceback):
        frames = traceback if self.all_frames else traceback[:1]
        return any(self._covers(*frame) for frame in frames) == bool(self.inclusive)

    def _match(self, trace):
        domain, _, frames = trace[:3]
        fits = self._match_traceback(frames)
        if self.domain is None:
            return fits
        if self.inclusive:
            return fits and domain == self.domain
        return fits or domain != self.domain


class DomainFilter(BaseFilter):
    """Looks at the address space that a block belongs to."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self._domain) == bool(self.inclusive)


def _source_name(filename):
    filename = os.path.normcase(filename)
    return filename[:-1] if filename.endswith(".pyc") else filename


def _innermost_line(frames):
    return (frames[0],)


def _innermost_file(frames):
    return ((frames[0][0], 0),)


class Snapshot:
    """All traced blocks at one moment."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """Write the snapshot to a file."""
        import pickle

        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """Read a snapshot from a file."""
        import pickle

        with open(filename, "rb") as file:
            return pickle.load(file)

    def filter_traces(self, filters):
        """A snapshot of the traces that one inclusive filter (if there are any) and no exclusive one covers."""
        if not isinstance(filters, Iterable):
            raise TypeError(f"filters must be a list of filters, not {type(filters).__name__}")
        traces = self.traces._traces
        if filters:
            letting_in, keeping_out = [], []
            for rule in filters:
                (letting_in if rule.inclusive else keeping_out).append(rule)
            traces = [
                trace
                for trace in traces
                if (not letting_in or any(rule._match(trace) for rule in letting_in))
                and all(rule._match(trace) for rule in keeping_out)
            ]
        else:
            traces = traces.copy()
        return Snapshot(traces, self.traceback_limit)

    def _groups(self, key_type, cumulative):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError(f"unknown key_type: {key_type!r}")
        if cumulative and key_type not in ("lineno", "filename"):
            raise ValueError(f"cumulative mode cannot by used with key type {key_type!r}")
        shorten = _innermost_file if key_type == "filename" else _innermost_line
        groups = {}
        # Traces of one place share their frames, so that each place is worked out once.
        keys = {}
        for trace in self.traces._traces:
            _, size, frames = trace[:3]
            chosen = keys.get(frames)
            if chosen is None:
                if key_type == "traceback":
                    chosen = (Traceback(frames),)
                elif cumulative:
                    chosen = tuple({Traceback(shorten((frame,))): None for frame in frames})
                else:
                    chosen = (Traceback(shorten(frames)),)
                keys[frames] = chosen
            for key in chosen:
                group = groups.get(key)
                if group is None:
                    groups[key] = [size, 1]
                else:
                    group[0] += size
                    group[1] += 1
        return groups

    def statistics(self, key_type, cumulative=False):
        """Groups by 'lineno', 'filename' or 'traceback', the biggest first."""
        found = [Statistic(key, *group) for key, group in self._groups(key_type, cumulative).items()]
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """Differences from an older snapshot, the biggest change first."""
        new = self._groups(key_type, cumulative)
        old = old_snapshot._groups(key_type, cumulative)
        found = []
        for key, (size, count) in new.items():
            old_size, old_count = old.pop(key, (0, 0))
            found.append(StatisticDiff(key, size, size - old_size, count, count - old_count))
        for key, (size, count) in old.items():
            found.append(StatisticDiff(key, 0, -size, 0, -count))
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def get_object_traceback(obj):
    """Where an object was made, if it was made while memory was traced."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


def take_snapshot():
    """All traced blocks of this moment."""
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot(_get_traces(), get_traceback_limit())
