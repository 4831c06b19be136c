"""File names that match shell patterns; `**` goes through directories if asked.

Deliberately missing: directories given by descriptor, and translate().
"""

import os
import fnmatch

__all__ = ["escape", "glob", "iglob"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of the paths that match."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterate over the paths that match."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    if root_dir is not None:
        root_dir = os.fspath(root_dir)
    else:
        root_dir = pathname[:0]
    found = _iglob(pathname, root_dir, recursive, False, include_hidden)
    if not pathname or (recursive and _is_recursive(pathname[:2])):
        try:
            first = next(found)
            if first:
                found = _chain(first, found)
        except StopIteration:
            pass
    return found


def _chain(first, rest):
    yield first
    yield from rest


def _iglob(pathname, root, recursive, dironly, hidden):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if basename:
            if os.path.lexists(_join(root, pathname)):
                yield pathname
        elif os.path.isdir(_join(root, dirname)):
            yield pathname
        return
    if not dirname:
        if recursive and _is_recursive(basename):
            yield from _glob2(root, basename, dironly, hidden)
        else:
            yield from _glob1(root, basename, dironly, hidden)
        return
    if dirname != pathname and has_magic(dirname):
        dirs = _iglob(dirname, root, recursive, True, hidden)
    else:
        dirs = [dirname]
    if not has_magic(basename):
        inside = _glob0
    elif recursive and _is_recursive(basename):
        inside = _glob2
    else:
        inside = _glob1
    for directory in dirs:
        for name in inside(_join(root, directory), basename, dironly, hidden):
            yield os.path.join(directory, name)


def _glob0(directory, basename, dironly, hidden):
    if basename:
        if os.path.lexists(_join(directory, basename)):
            return [basename]
    elif os.path.isdir(directory):
        return [basename]
    return []


def _glob1(directory, pattern, dironly, hidden):
    names = _names(directory, dironly)
    if not (hidden or _is_hidden(pattern)):
        names = [name for name in names if not _is_hidden(name)]
    return fnmatch.filter(names, pattern)


def _glob2(directory, pattern, dironly, hidden):
    if not directory or os.path.isdir(directory):
        yield pattern[:0]
    yield from _rlist(directory, dironly, hidden)


def _rlist(directory, dironly, hidden):
    for name in _names(directory, dironly):
        if hidden or not _is_hidden(name):
            yield name
            path = _join(directory, name) if directory else name
            for below in _rlist(path, dironly, hidden):
                yield _join(name, below)


def _names(directory, dironly):
    if not directory:
        directory = b"." if isinstance(directory, bytes) else "."
    names = []
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                try:
                    if not dironly or entry.is_dir():
                        names.append(entry.name)
                except OSError:
                    pass
    except OSError:
        pass
    return names


def _join(dirname, basename):
    if not dirname or not basename:
        return dirname or basename
    return os.path.join(dirname, basename)


def has_magic(s):
    """Whether a text contains pattern characters."""
    if isinstance(s, bytes):
        return any(c in s for c in (b"*", b"?", b"["))
    return any(c in s for c in "*?[")


def _is_hidden(name):
    return name[:1] in (".", b".")


def _is_recursive(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def escape(pathname):
    """A pattern that matches exactly this path."""
    if isinstance(pathname, bytes):
        return escape(pathname.decode("latin-1")).encode("latin-1")
    return "".join(["[" + c + "]" if c in "*?[" else c for c in pathname])
