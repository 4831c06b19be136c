"""Temporary files and directories.

Deliberately missing: SpooledTemporaryFile.
"""

import io as _io
import os as _os
import weakref as _weakref

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "TMP_MAX",
    "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb",
]

TMP_MAX = 10000
template = "tmp"
tempdir = None

_FLAGS = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | getattr(_os, "O_NOFOLLOW", 0)
_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def _random_name():
    # Straight from the system: a forked child must not repeat its parent's names.
    return "".join([_CHARACTERS[b % 37] for b in _os.urandom(8)])


def _sanitize(prefix, suffix, dir):
    kinds = {type(_os.fspath(v)) for v in (prefix, suffix, dir) if v is not None}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    kind = kinds.pop() if kinds else str
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else _os.fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


def _candidates():
    for name in ("TMPDIR", "TEMP", "TMP"):
        found = _os.getenv(name)
        if found:
            yield found
    yield from ("/tmp", "/var/tmp", "/usr/tmp")
    try:
        yield _os.getcwd()
    except OSError:
        yield _os.curdir


def gettempprefix():
    """How the names begin."""
    return template


def gettempprefixb():
    """How the names begin, as bytes."""
    return _os.fsencode(template)


def gettempdir():
    """The directory for temporary files."""
    global tempdir
    if tempdir is None:
        tried = []
        for directory in _candidates():
            directory = _os.path.abspath(directory)
            tried.append(directory)
            path = _os.path.join(directory, _random_name())
            try:
                fd = _os.open(path, _FLAGS, 0o600)
            except OSError:
                continue
            _os.close(fd)
            _os.unlink(path)
            tempdir = directory
            break
        else:
            raise FileNotFoundError(2, "No usable temporary directory found in %s" % tried)
    return _os.fsdecode(tempdir)


def gettempdirb():
    """The directory for temporary files, as bytes."""
    return _os.fsencode(gettempdir())


def _attempts(prefix, suffix, dir, kind):
    for _ in range(TMP_MAX):
        name = _random_name()
        if kind is bytes:
            name = _os.fsencode(name)
        yield _os.path.join(dir, prefix + name + suffix)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make and open a file; returns (descriptor, path)."""
    prefix, suffix, dir, kind = _sanitize(prefix, suffix, dir)
    for path in _attempts(prefix, suffix, dir, kind):
        try:
            fd = _os.open(path, _FLAGS, 0o600)
        except FileExistsError:
            continue
        return fd, _os.path.abspath(path)
    raise FileExistsError(17, "No usable temporary file name found")


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a directory; returns its path."""
    prefix, suffix, dir, kind = _sanitize(prefix, suffix, dir)
    for path in _attempts(prefix, suffix, dir, kind):
        try:
            _os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return _os.path.abspath(path)
    raise FileExistsError(17, "No usable temporary directory name found")


def mktemp(suffix="", prefix=template, dir=None):
    """A name that was free a moment ago."""
    if dir is None:
        dir = gettempdir()
    for path in _attempts(prefix, suffix, dir, str):
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


class _TemporaryFileCloser:
    def __init__(self, file, name, delete, delete_on_close):
        self.file = file
        self.name = name
        self.delete = delete
        self.delete_on_close = delete_on_close
        self.cleanup_called = False
        self.close_called = False

    def cleanup(self):
        if not self.cleanup_called:
            self.cleanup_called = True
            try:
                if not self.close_called:
                    self.close_called = True
                    self.file.close()
            finally:
                if self.delete:
                    try:
                        _os.unlink(self.name)
                    except FileNotFoundError:
                        pass

    def close(self):
        if not self.close_called:
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete and self.delete_on_close:
                    self.cleanup()

    def __del__(self):
        self.cleanup()


class _TemporaryFileWrapper:
    """A file object that deletes its file when closed."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self.delete_on_close = delete_on_close
        self._closer = _TemporaryFileCloser(file, name, delete, delete_on_close)

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self._closer.cleanup()
        return result

    def close(self):
        """Close, and delete if wanted."""
        self._closer.close()

    def __iter__(self):
        # The generator keeps this object, and so the file, alive.
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """Make and open a file with a visible name."""
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        if "b" not in mode:
            encoding = _io.text_encoding(encoding)
        file = _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
        return _TemporaryFileWrapper(file, name, delete, delete_on_close)
    except:
        _os.unlink(name)
        _os.close(fd)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """Make and open a file without a name."""
    if "b" not in mode:
        encoding = _io.text_encoding(encoding)
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        _os.unlink(name)
        return _io.open(fd, mode, buffering=buffering, newline=newline, encoding=encoding, errors=errors)
    except:
        _os.close(fd)
        raise


class TemporaryDirectory:
    """A directory that is removed with all inside at the end of the block."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = _weakref.finalize(
            self, self._cleanup, self.name, f"Implicitly cleaning up {self!r}", ignore_cleanup_errors, delete)

    @staticmethod
    def _remove(name, ignore_errors):
        import shutil

        shutil.rmtree(name, ignore_errors=ignore_errors)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False, delete=True):
        if delete:
            import warnings

            cls._remove(name, ignore_errors)
            warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the directory now."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._remove(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(type(list[int]))
