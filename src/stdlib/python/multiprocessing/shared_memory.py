"""Shared memory with names, and lists that live in it."""

__all__ = ["SharedMemory", "ShareableList"]

import mmap
import os
import struct
from types import GenericAlias

import _posixshmem

from . import resource_tracker

_PREFIX = "/psm_"
_NAME_LENGTH = 14


class SharedMemory:
    """A block of shared memory that any process can open by its name."""

    _name = None
    _fd = -1
    _mmap = None
    _buf = None
    _flags = os.O_RDWR
    _mode = 0o600

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create:
            self._flags = os.O_CREAT | os.O_EXCL | os.O_RDWR
            if size == 0:
                raise ValueError("'size' must be a positive number different from zero")
        if name is None and not self._flags & os.O_EXCL:
            raise ValueError("'name' can only be None if create=True")
        self._track = track
        if name is None:
            while True:
                name = _PREFIX + os.urandom((_NAME_LENGTH - len(_PREFIX)) // 2).hex()
                assert len(name) <= _NAME_LENGTH
                try:
                    self._fd = _posixshmem.shm_open(name, self._flags, mode=self._mode)
                except FileExistsError:
                    continue
                self._name = name
                break
        else:
            name = "/" + name
            self._fd = _posixshmem.shm_open(name, self._flags, mode=self._mode)
            self._name = name
        try:
            if create:
                if self._track:
                    # Told first: a crash from here on leaves nothing behind.
                    resource_tracker.register(self._name, "shared_memory")
                os.ftruncate(self._fd, size)
            size = os.fstat(self._fd).st_size
            self._mmap = mmap.mmap(self._fd, size)
        except OSError:
            if create and self._track:
                self.unlink()
            raise
        if not create and self._track:
            resource_tracker.register(self._name, "shared_memory")
        self._size = size
        self._buf = memoryview(self._mmap)

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, size={self.size})"

    @property
    def buf(self):
        """The memory as a memoryview; None once closed."""
        return self._buf

    @property
    def name(self):
        """The name by which other processes open it."""
        return self._name.removeprefix("/")

    @property
    def size(self):
        """The size in bytes."""
        return self._size

    def close(self):
        """This process is done with the memory."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._mmap is not None:
            self._mmap.close()
            self._mmap = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unlink(self):
        """Nobody needs the memory any more."""
        if self._name:
            _posixshmem.shm_unlink(self._name)
            if self._track:
                resource_tracker.unregister(self._name, "shared_memory")


class ShareableList:
    """A list of a fixed length in shared memory: numbers, truth values, None, short strings.

    The memory holds the number of items, where each one begins, how it is
    packed, how it is unpacked, and then the items.
    """

    _alignment = 8
    _types = {int: "q", float: "d", bool: "xxxxxxx?", str: "%ds", bytes: "%ds", None.__class__: "xxxxxx?x"}
    # How an item that was unpacked becomes the object that it was.
    _restore = {
        0: lambda value: value,
        1: lambda value: value.rstrip(b"\x00").decode("utf-8"),
        2: lambda value: value.rstrip(b"\x00"),
        3: lambda _value: None,
    }

    @staticmethod
    def _restore_code(value):
        return 1 if isinstance(value, str) else 2 if isinstance(value, bytes) else 3 if value is None else 0

    def _format_of(self, item):
        if not isinstance(item, (str, bytes)):
            return self._types[type(item)]
        size = len(item.encode("utf-8") if isinstance(item, str) else item)
        return "%ds" % (self._alignment * (size // self._alignment + 1))

    def __init__(self, sequence=None, *, name=None):
        if name is None or sequence is not None:
            sequence = sequence or ()
            formats = [self._format_of(item) for item in sequence]
            self._list_len = len(formats)
            offsets = [0]
            for text in formats:
                offsets.append(offsets[-1] + (self._alignment if text[-1] != "s" else int(text[:-1])))
            codes = [self._restore_code(item) for item in sequence]
            size = struct.calcsize("q" + self._format_size_metainfo + "".join(formats)
                                   + self._format_packing_metainfo + self._format_back_transform_codes)
            self.shm = SharedMemory(name, create=True, size=size)
        else:
            self.shm = SharedMemory(name)
        buffer = self.shm.buf
        if sequence is not None:
            struct.pack_into("q" + self._format_size_metainfo, buffer, 0, self._list_len, *offsets)
            self._offsets = offsets
            start = self._offset_data_start
            for text, offset, value in zip(formats, offsets, sequence):
                value = value.encode("utf-8") if isinstance(value, str) else value
                struct.pack_into(text, buffer, start + offset, value)
            struct.pack_into(self._format_packing_metainfo, buffer, self._offset_packing_formats,
                             *(text.encode("utf-8") for text in formats))
            struct.pack_into(self._format_back_transform_codes, buffer, self._offset_back_transform_codes, *codes)
        else:
            self._list_len = len(self)
            self._offsets = list(struct.unpack_from(self._format_size_metainfo, buffer, 8))

    @property
    def _format_size_metainfo(self):
        return "q" * (self._list_len + 1)

    @property
    def _format_packing_metainfo(self):
        return "8s" * self._list_len

    @property
    def _format_back_transform_codes(self):
        return "b" * self._list_len

    @property
    def _offset_data_start(self):
        return (self._list_len + 2) * 8

    @property
    def _offset_packing_formats(self):
        return self._offset_data_start + self._offsets[-1]

    @property
    def _offset_back_transform_codes(self):
        return self._offset_packing_formats + self._list_len * 8

    def _place(self, position):
        position = position if position >= 0 else position + self._list_len
        if position >= self._list_len or self._list_len < 0 or position < 0:
            raise IndexError("Requested position out of range.")
        return position

    def _packing_format(self, position):
        text = struct.unpack_from("8s", self.shm.buf, self._offset_packing_formats + position * 8)[0]
        return text.rstrip(b"\x00").decode("utf-8")

    def __getitem__(self, position):
        try:
            position = self._place(position)
        except IndexError:
            raise IndexError("index out of range") from None
        offset = self._offset_data_start + self._offsets[position]
        (value,) = struct.unpack_from(self._packing_format(position), self.shm.buf, offset)
        code = struct.unpack_from("b", self.shm.buf, self._offset_back_transform_codes + position)[0]
        return self._restore[code](value)

    def __setitem__(self, position, value):
        try:
            position = self._place(position)
        except IndexError:
            raise IndexError("assignment index out of range") from None
        offset = self._offset_data_start + self._offsets[position]
        current = self._packing_format(position)
        if not isinstance(value, (str, bytes)):
            new, encoded = self._types[type(value)], value
        else:
            room = self._offsets[position + 1] - self._offsets[position]
            encoded = value.encode("utf-8") if isinstance(value, str) else value
            if len(encoded) > room:
                raise ValueError("bytes/str item exceeds available storage")
            new = current if current[-1] == "s" else "%ds" % room
        struct.pack_into(new, self.shm.buf, offset, encoded)
        struct.pack_into("8s", self.shm.buf, self._offset_packing_formats + position * 8, new.encode("utf-8"))
        struct.pack_into("b", self.shm.buf, self._offset_back_transform_codes + position, self._restore_code(value))

    def __reduce__(self):
        from functools import partial

        return partial(type(self), name=self.shm.name), ()

    def __len__(self):
        return struct.unpack_from("q", self.shm.buf, 0)[0]

    def __repr__(self):
        return f"{type(self).__name__}({list(self)}, name={self.shm.name!r})"

    @property
    def format(self):
        """How the items lie in memory."""
        return "".join(self._packing_format(i) for i in range(self._list_len))

    def count(self, value):
        """How often a value occurs."""
        return sum(value == item for item in self)

    def index(self, value):
        """Where a value occurs first."""
        for position, item in enumerate(self):
            if value == item:
                return position
        raise ValueError(f"{value!r} not in this container")

    __class_getitem__ = classmethod(GenericAlias)
