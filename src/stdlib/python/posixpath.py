"""Operations on path texts with '/' between the parts; published as os.path."""

import sys
import posix
from posix import fspath as _fspath
from genericpath import *
from genericpath import _check_arg_types

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
    "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
    "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
    "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
    "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isdevdrive",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = sys.platform == "darwin"


def _separator(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    """The path itself: case matters here."""
    return _fspath(s)


def isabs(s):
    """Whether the path begins at the root."""
    s = _fspath(s)
    return s.startswith(_separator(s))


def join(a, *p):
    """Put parts together; an absolute part starts anew."""
    a = _fspath(a)
    slash = _separator(a)
    path = a
    try:
        for part in map(_fspath, p):
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        _check_arg_types("join", a, *[_fspath(x) for x in p])
        raise
    return path


def split(p):
    """The directory and the last part."""
    p = _fspath(p)
    slash = _separator(p)
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """The path without and the extension with its dot."""
    p = _fspath(p)
    if isinstance(p, bytes):
        slash, dot = b"/", b"."
    else:
        slash, dot = "/", "."
    start = p.rfind(slash) + 1
    cut = p.rfind(dot)
    # Leading dots belong to the name.
    if cut > start and p[start:cut].strip(dot):
        return p[:cut], p[cut:]
    return p, p[:0]


def splitdrive(p):
    """There are no drives here."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p):
    """Drive (always empty), root and rest."""
    p = _fspath(p)
    slash = _separator(p)
    empty = p[:0]
    if p[:1] != slash:
        return empty, empty, p
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    # Exactly two slashes have a meaning of their own.
    return empty, p[:2], p[2:]


def basename(p):
    """The last part."""
    p = _fspath(p)
    return p[p.rfind(_separator(p)) + 1 :]


def dirname(p):
    """The path without the last part."""
    return split(p)[0]


def ismount(path):
    """Whether another file system begins here."""
    try:
        here = posix.lstat(path)
    except (OSError, ValueError):
        return False
    if here.st_mode & 0o170000 == 0o120000:
        return False
    path = _fspath(path)
    parent = realpath(join(path, b".." if isinstance(path, bytes) else ".."))
    try:
        above = posix.lstat(parent)
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    """Replace a leading ~ or ~user by the home directory."""
    path = _fspath(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    slash = _separator(path)
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    import os

    if end == 1:
        if "HOME" in os.environ:
            home = os.environ["HOME"]
        else:
            try:
                import pwd

                home = pwd.getpwuid(os.getuid()).pw_dir
            except (ImportError, KeyError):
                return path
    else:
        name = path[1:end]
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        try:
            import pwd

            home = pwd.getpwnam(name).pw_dir
        except (ImportError, KeyError):
            return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    home = home.rstrip(slash)
    return (home + path[end:]) or slash


def expandvars(path):
    """Replace $name and ${name} from the environment; unknown ones stay."""
    path = _fspath(path)
    is_bytes = isinstance(path, bytes)
    import os

    if is_bytes:
        path = os.fsdecode(path)
    out = []
    i = 0
    while i < len(path):
        if path[i] != "$":
            out.append(path[i])
            i += 1
            continue
        end = i + 1
        if path.startswith("{", end):
            close = path.find("}", end)
            if close < 0:
                out.append(path[i])
                i += 1
                continue
            name = path[end + 1 : close]
            end = close + 1
        else:
            while end < len(path) and (path[end] == "_" or (path[end].isascii() and path[end].isalnum())):
                end += 1
            name = path[i + 1 : end]
        value = os.environ.get(name) if name else None
        out.append(path[i:end] if value is None else value)
        i = end
    result = "".join(out)
    return os.fsencode(result) if is_bytes else result


def normpath(path):
    """Without double slashes, '.' and 'name/..'."""
    path = _fspath(path)
    if isinstance(path, bytes):
        slash, dot, dotdot = b"/", b".", b".."
    else:
        slash, dot, dotdot = "/", ".", ".."
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part != dotdot or (not root and not parts) or (parts and parts[-1] == dotdot):
            parts.append(part)
        elif parts:
            parts.pop()
    return (root + slash.join(parts)) or dot


def abspath(path):
    """The normal form of the path from the root."""
    path = _fspath(path)
    slash = _separator(path)
    if not path.startswith(slash):
        path = join(posix.getcwdb() if isinstance(path, bytes) else posix.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The absolute path with all symbolic links followed."""
    filename = _fspath(filename)
    if isinstance(filename, bytes):
        slash, dot, dotdot = b"/", b".", b".."
        cwd = posix.getcwdb
    else:
        slash, dot, dotdot = "/", ".", ".."
        cwd = posix.getcwd
    # Parts still to do, last first; a None is followed by a link that is now resolved.
    rest = filename.split(slash)[::-1]
    path = slash if filename.startswith(slash) else cwd()
    seen = {}
    while rest:
        name = rest.pop()
        if name is None:
            seen[rest.pop()] = path
            continue
        if not name or name == dot:
            continue
        if name == dotdot:
            path = path[: path.rindex(slash)] or slash
            continue
        newpath = path + name if path == slash else path + slash + name
        try:
            is_link = posix.lstat(newpath).st_mode & 0o170000 == 0o120000
        except OSError:
            if strict:
                raise
            path = newpath
            continue
        if not is_link:
            path = newpath
            continue
        if newpath in seen:
            resolved = seen[newpath]
            if resolved is not None:
                path = resolved
                continue
            # A link that leads to itself.
            if strict:
                posix.stat(newpath)
            path = newpath
            continue
        try:
            target = posix.readlink(newpath)
        except OSError:
            if strict:
                raise
            path = newpath
            continue
        seen[newpath] = None
        if target.startswith(slash):
            path = slash
        rest.append(newpath)
        rest.append(None)
        rest.extend(target.split(slash)[::-1])
    return path


def relpath(path, start=None):
    """The path as seen from another directory."""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        slash, dot, dotdot = b"/", b".", b".."
    else:
        slash, dot, dotdot = "/", ".", ".."
    start = dot if start is None else _fspath(start)
    try:
        origin = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        common = len(commonprefix([origin, target]))
        parts = [dotdot] * (len(origin) - common) + target[common:]
        return slash.join(parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        _check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that contains all of them."""
    paths = tuple(map(_fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if isinstance(paths[0], bytes):
        slash, dot = b"/", b"."
    else:
        slash, dot = "/", "."
    try:
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        common = commonprefix(split_paths)
        return (slash if absolute.pop() else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        _check_arg_types("commonpath", *paths)
        raise
