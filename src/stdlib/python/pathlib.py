"""Paths as objects. Only POSIX paths can be used on the system; Windows paths are not offered."""

import io
import os
import posixpath
import sys
from errno import EBADF, ELOOP, ENOENT, ENOTDIR

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "Path", "PosixPath"]

_GenericAlias = type(list[int])


class UnsupportedOperation(NotImplementedError):
    """Something this system cannot do."""


class _PathParents:
    """The sequence of a path's ancestors."""

    def __init__(self, path):
        self._path = path
        self._drive = path.drive
        self._root = path.root
        self._tail = path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._path._from_parts(self._root, self._tail[: -index - 1])

    def __iter__(self):
        for index in range(len(self)):
            yield self[index]

    def __contains__(self, item):
        return any(item == parent for parent in self)

    def index(self, item):
        """The position of an ancestor."""
        for position, parent in enumerate(self):
            if parent == item:
                return position
        raise ValueError

    def count(self, item):
        """0 or 1."""
        return sum(1 for parent in self if parent == item)

    def __reversed__(self):
        return reversed(tuple(self))

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


def _register_parents():
    from _collections_abc import Sequence

    Sequence.register(_PathParents)


_register_parents()


class PurePath:
    """A path that is only text."""

    __slots__ = ("_raw_paths", "_root_cached", "_tail_cached", "_str", "_hash")

    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        paths = []
        for arg in args:
            if isinstance(arg, PurePath):
                paths.extend(arg._raw_paths)
                continue
            try:
                path = os.fspath(arg)
            except TypeError:
                path = arg
            if not isinstance(path, str):
                raise TypeError(
                    "argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                    f"not {type(path).__name__!r}"
                )
            paths.append(path)
        self._raw_paths = paths
        self._root_cached = None
        self._tail_cached = None
        self._str = None
        self._hash = None

    def with_segments(self, *pathsegments):
        """A path of the same class."""
        return type(self)(*pathsegments)

    def _parse(self):
        paths = self._raw_paths
        if not paths:
            raw = ""
        elif len(paths) == 1:
            raw = paths[0]
        else:
            raw = posixpath.join(*paths)
        _, root, rest = posixpath.splitroot(raw)
        self._root_cached = root
        self._tail_cached = [part for part in rest.split("/") if part and part != "."]

    @property
    def _tail(self):
        if self._tail_cached is None:
            self._parse()
        return self._tail_cached

    @property
    def drive(self):
        """Always empty."""
        return ""

    @property
    def root(self):
        """'/' for absolute paths."""
        if self._tail_cached is None:
            self._parse()
        return self._root_cached

    @property
    def anchor(self):
        """Drive and root together."""
        return self.root

    def _from_parts(self, root, tail):
        text = root + "/".join(tail)
        path = self.with_segments(text or ".")
        path._str = text or "."
        path._root_cached = root
        path._tail_cached = list(tail)
        return path

    def __str__(self):
        if self._str is None:
            tail = self._tail
            self._str = (self._root_cached + "/".join(tail)) or "."
        return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        """The path with forward slashes."""
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def __reduce__(self):
        return self.__class__, self.parts

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~/"
        return "file://" + "".join([chr(b) if b in safe else f"%{b:02X}" for b in bytes(self)])

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return str(self) == str(other)

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(str(self))
        return self._hash

    def _sort_key(self):
        return str(self).split("/")

    def __lt__(self, other):
        return self._sort_key() < other._sort_key() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._sort_key() <= other._sort_key() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._sort_key() > other._sort_key() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._sort_key() >= other._sort_key() if isinstance(other, PurePath) else NotImplemented

    @property
    def parts(self):
        """The parts as a tuple."""
        if self.root:
            return (self.root, *self._tail)
        return tuple(self._tail)

    @property
    def parent(self):
        """The path without its last part."""
        tail = self._tail
        if not tail:
            return self
        return self._from_parts(self.root, tail[:-1])

    @property
    def parents(self):
        """All ancestors, nearest first."""
        return _PathParents(self)

    @property
    def name(self):
        """The last part."""
        tail = self._tail
        return tail[-1] if tail else ""

    @property
    def suffix(self):
        """The last extension with its dot."""
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        """All extensions."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The last part without its extension."""
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    def with_name(self, name):
        """The path with another last part."""
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._from_parts(self.root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another extension."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1) or "/" in suffix:
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def relative_to(self, other, *_deprecated, walk_up=False):
        """The path as seen from another one."""
        if not isinstance(other, PurePath) or _deprecated:
            other = self.with_segments(other, *_deprecated)
        for step, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._from_parts("", [".."] * step + self._tail[len(path._tail) :])

    def is_relative_to(self, other, *_deprecated):
        """Whether the other path is an ancestor or the same."""
        if not isinstance(other, PurePath) or _deprecated:
            other = self.with_segments(other, *_deprecated)
        return other == self or other in self.parents

    def joinpath(self, *pathsegments):
        """The path with more parts behind."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        """Whether the path begins at the root."""
        return bool(self.root)

    def is_reserved(self):
        """Deprecated: nothing is reserved here."""
        import warnings

        warnings._deprecated(
            "pathlib.PurePath.is_reserved",
            message="pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python {remove}. "
                    "Use os.path.isreserved() to detect reserved paths on Windows.",
            remove=(3, 15))
        return False

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the end of the path matches a pattern."""
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        wanted = pattern.parts
        if not wanted:
            raise ValueError("empty pattern")
        parts = self.parts
        if len(parts) < len(wanted) or (len(parts) > len(wanted) and pattern.anchor):
            return False
        return all(_matches(part, want, case_sensitive) for part, want in zip(reversed(parts), reversed(wanted)))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path matches a pattern, in which ** stands for any parts."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        parts = list(self.parts)
        wanted = list(pattern.parts)
        # rows[j]: whether the parts so far match the first j pattern parts.
        row = [True] + [False] * len(wanted)
        for j, want in enumerate(wanted):
            row[j + 1] = row[j] and want == "**"
        for part in parts:
            new = [False] * (len(wanted) + 1)
            for j, want in enumerate(wanted):
                if want == "**":
                    new[j + 1] = row[j + 1] or new[j]
                else:
                    new[j + 1] = row[j] and _matches(part, want, case_sensitive)
            row = new
        return row[-1]

    __class_getitem__ = classmethod(_GenericAlias)


def _matches(name, pattern, case_sensitive=None):
    from fnmatch import fnmatchcase

    if case_sensitive is False:
        name, pattern = name.lower(), pattern.lower()
    return fnmatchcase(name, pattern)


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A POSIX path that is only text."""

    __slots__ = ()


_IGNORED = frozenset((ENOENT, ENOTDIR, EBADF, ELOOP))


class Path(PurePath):
    """A path of this system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            import warnings

            warnings._deprecated("pathlib.PurePath(**kwargs)",
                                 "support for supplying keyword arguments to pathlib.PurePath is deprecated and "
                                 "scheduled for removal in Python {remove}", remove=(3, 14))
        super().__init__(*args)

    @classmethod
    def cwd(cls):
        """The current directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's home directory."""
        home = os.path.expanduser("~")
        if home == "~":
            raise RuntimeError("Could not determine home directory.")
        return cls(home)

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path.startswith("///"):
            path = path[2:]
        elif path.startswith("//localhost/"):
            path = path[11:]
        out = bytearray()
        raw = path.encode()
        i = 0
        while i < len(raw):
            if raw[i] == 0x25 and len(raw) >= i + 3:
                try:
                    out.append(int(raw[i + 1 : i + 3], 16))
                    i += 3
                    continue
                except ValueError:
                    pass
            out.append(raw[i])
            i += 1
        result = cls(os.fsdecode(bytes(out)))
        if not result.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return result

    def stat(self, *, follow_symlinks=True):
        """os.stat() of the path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """stat() of a link itself."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Whether the path leads somewhere."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def _kind(self, kind, follow_symlinks=True):
        try:
            mode = self.stat(follow_symlinks=follow_symlinks).st_mode
        except OSError as error:
            if error.errno not in _IGNORED:
                raise
            return False
        except ValueError:
            return False
        return mode & 0o170000 == kind

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a directory."""
        return self._kind(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a regular file."""
        return self._kind(0o100000, follow_symlinks)

    def is_symlink(self):
        """Whether it is a symbolic link."""
        return self._kind(0o120000, False)

    def is_mount(self):
        """Whether another file system begins here."""
        return os.path.ismount(self)

    def is_junction(self):
        """Junctions do not exist here."""
        return False

    def is_block_device(self):
        """Whether it is a block device."""
        return self._kind(0o060000)

    def is_char_device(self):
        """Whether it is a character device."""
        return self._kind(0o020000)

    def is_fifo(self):
        """Whether it is a named pipe."""
        return self._kind(0o010000)

    def is_socket(self):
        """Whether it is a socket."""
        return self._kind(0o140000)

    def samefile(self, other_path):
        """Whether both paths lead to the same file."""
        if not hasattr(other_path, "stat"):
            other_path = self.with_segments(other_path)
        return os.path.samestat(self.stat(), other_path.stat())

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """open() of the path."""
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The content as bytes."""
        with self.open(mode="rb", buffering=0) as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The content as text."""
        with self.open("r", -1, io.text_encoding(encoding), errors, newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Replace the content by bytes."""
        view = memoryview(data)
        with self.open(mode="wb") as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Replace the content by text."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open("w", -1, io.text_encoding(encoding), errors, newline) as f:
            return f.write(data)

    def iterdir(self):
        """The entries of a directory as paths."""
        root = str(self)
        names = os.listdir(root)
        if root == ".":
            return (self.with_segments(name) for name in names)
        return (self.joinpath(name) for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below that match a pattern."""
        if not isinstance(pattern, PurePath):
            text = os.fspath(pattern)
            pattern = self.with_segments(pattern)
        else:
            text = str(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = list(pattern._tail)
        if not parts:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        dirs_only = text.endswith("/") or parts[-1] == ".."
        return self._glob(parts, case_sensitive, recurse_symlinks, dirs_only)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """As glob(), in all directories below."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._glob(["**"] + list(pattern._tail), case_sensitive, recurse_symlinks, False)

    def _glob(self, parts, case_sensitive, recurse_symlinks, dirs_only):
        # Every state is a path and the pattern parts still to match.
        seen = set()

        def subdirs(path):
            """The path itself and all directories below, outer first."""
            yield path
            try:
                with os.scandir(path) as entries:
                    found = [e for e in entries if _entry_is_dir(e, recurse_symlinks)]
            except OSError:
                return
            for entry in found:
                yield from subdirs(path._make_child(entry.name))

        def everything(path):
            yield path
            try:
                with os.scandir(path) as entries:
                    found = [(e.name, _entry_is_dir(e, recurse_symlinks)) for e in entries]
            except OSError:
                return
            for name, is_dir in found:
                child = path._make_child(name)
                if is_dir:
                    yield from everything(child)
                elif not dirs_only:
                    yield child

        def expand(path, index):
            if index == len(parts):
                if not dirs_only or path.is_dir():
                    yield path
                return
            part = parts[index]
            if part == "**":
                if index == len(parts) - 1:
                    for found in everything(path):
                        yield found
                    return
                for directory in subdirs(path):
                    for found in expand(directory, index + 1):
                        if found not in seen:
                            seen.add(found)
                            yield found
                return
            if part == ".." or not any(c in part for c in "*?["):
                child = path._make_child(part)
                if index == len(parts) - 1:
                    if os.path.lexists(child) and (not dirs_only or child.is_dir()):
                        yield child
                else:
                    yield from expand(child, index + 1)
                return
            try:
                with os.scandir(path) as entries:
                    found = [e for e in entries if _matches(e.name, part, case_sensitive)]
            except OSError:
                return
            last = index == len(parts) - 1
            for entry in found:
                if last and not dirs_only:
                    yield path._make_child(entry.name)
                elif _entry_is_dir(entry, True):
                    yield from expand(path._make_child(entry.name), index + 1)

        if not self.is_dir():
            return iter(())
        return expand(self, 0)

    def _make_child(self, name):
        return self._from_parts(self.root, self._tail + [name])

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """As os.walk(), with paths."""
        for dirpath, dirnames, filenames in os.walk(self, top_down, on_error, True):
            path = self.with_segments(dirpath)
            if not follow_symlinks:
                links = [name for name in dirnames if os.path.islink(os.path.join(dirpath, name))]
                for name in links:
                    dirnames.remove(name)
                    filenames.append(name)
            yield path, dirnames, filenames

    def absolute(self):
        """The path from the root, links and '..' left alone."""
        if self.is_absolute():
            return self
        cwd = os.getcwd()
        return self.with_segments(cwd, self)

    def resolve(self, strict=False):
        """The path from the root with links followed."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        """The path with a leading ~ replaced."""
        if not self.root and self._tail and self._tail[0][:1] == "~":
            home = os.path.expanduser(self._tail[0])
            if home[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            return self.with_segments(home, *self._tail[1:])
        return self

    def readlink(self):
        """Where a symbolic link leads."""
        return self.with_segments(os.readlink(self))

    def owner(self, *, follow_symlinks=True):
        """The owner's name."""
        import pwd

        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The group's name."""
        import grp

        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or set its time to now."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a directory."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """Change the permissions of a link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the empty directory."""
        os.rmdir(self)

    def rename(self, target):
        """Rename; returns the new path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """Rename over whatever is there; returns the new path."""
        os.replace(self, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        """Become a symbolic link."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Become a hard link."""
        os.link(target, self)


def _entry_is_dir(entry, follow_symlinks):
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:
        return False


class PosixPath(Path, PurePosixPath):
    """A path of a POSIX system."""

    __slots__ = ()
