"""Path questions that the operating system answers the same way everywhere."""

import posix

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile",
    "isjunction", "islink", "lexists", "samefile", "sameopenfile", "samestat",
]


def exists(path):
    """Whether the path leads somewhere."""
    try:
        posix.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """Like exists(), true for broken symbolic links too."""
    try:
        posix.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Whether the path leads to a regular file."""
    try:
        return posix.stat(path).st_mode & 0o170000 == 0o100000
    except (OSError, ValueError):
        return False


def isdir(s):
    """Whether the path leads to a directory."""
    try:
        return posix.stat(s).st_mode & 0o170000 == 0o040000
    except (OSError, ValueError):
        return False


def islink(path):
    """Whether the path is a symbolic link."""
    try:
        return posix.lstat(path).st_mode & 0o170000 == 0o120000
    except (OSError, ValueError, AttributeError):
        return False


def isjunction(path):
    """Junctions do not exist here."""
    posix.fspath(path)
    return False


def isdevdrive(path):
    """Dev drives do not exist here."""
    posix.fspath(path)
    return False


def getsize(filename):
    """The size in bytes."""
    return posix.stat(filename).st_size


def getmtime(filename):
    """When the content changed."""
    return posix.stat(filename).st_mtime


def getatime(filename):
    """When it was read."""
    return posix.stat(filename).st_atime


def getctime(filename):
    """When the entry changed."""
    return posix.stat(filename).st_ctime


def commonprefix(m):
    """The longest text that all begin with, character by character."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(posix.fspath, m))
    low = min(m)
    high = max(m)
    for index, item in enumerate(low):
        if item != high[index]:
            return low[:index]
    return low


def samestat(s1, s2):
    """Whether two results of stat() mean the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Whether two paths lead to the same file."""
    return samestat(posix.stat(f1), posix.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two descriptors are open on the same file."""
    return samestat(posix.fstat(fp1), posix.fstat(fp2))


def _check_arg_types(funcname, *args):
    has_str = has_bytes = False
    for item in args:
        if isinstance(item, str):
            has_str = True
        elif isinstance(item, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, not {item.__class__.__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None
