"""Files in the gzip format: GzipFile, open, compress and decompress.

Missing: the command line.
"""

import builtins
import io
import os
import struct
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ, WRITE = "rb", "wb"
READ_BUFFER_SIZE = 128 * 1024
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9


class BadGzipFile(OSError):
    """A file that is not in the gzip format."""


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a gzip file by name, or a stream of compressed bytes, as bytes or with "t" in the mode as text."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError(f"Invalid mode: {mode!r}")
    else:
        for name, value in ("encoding", encoding), ("errors", errors), ("newline", newline):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    plain = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        file = GzipFile(filename, plain, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, plain, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    return io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline) if "t" in mode else file


class _Members(io.RawIOBase):
    """The uncompressed bytes of the members of a gzip stream, one after the other."""

    def __init__(self, file):
        self._file = file
        self._start()
        self._position = 0

    def _start(self):
        self._ahead = b""
        self._member = None
        self._first = True
        self._ended = False
        self._mtime = None

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._position

    def seek(self, offset, whence=0):
        if whence == 1:
            offset += self._position
        elif whence == 2:
            while self.read(READ_BUFFER_SIZE):
                pass
            offset += self._position
        if offset < self._position:
            self._file.seek(0)
            self._start()
            self._position = 0
        while self._position < offset and self.read(min(READ_BUFFER_SIZE, offset - self._position)):
            pass
        return self._position

    def readinto(self, target):
        with memoryview(target) as view, view.cast("B") as places:
            data = self.read(len(places))
            places[:len(data)] = data
        return len(data)

    def _fill(self, count):
        """Read ahead until so many bytes wait; whether there are."""
        while len(self._ahead) < count:
            fresh = self._file.read(max(count, READ_BUFFER_SIZE))
            if not fresh:
                return False
            self._ahead += fresh
        return True

    def _begin(self):
        """Find the next member; false at the end of the file."""
        if not self._first:
            # Zeros may pad the members.
            while self._fill(1) and self._ahead[0] == 0:
                self._ahead = self._ahead.lstrip(b"\0")
        if not self._fill(1):
            return False
        if not self._fill(2) or self._ahead[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({self._ahead[:2]!r})")
        if not self._fill(10):
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        if self._ahead[2] != 8:
            raise BadGzipFile("Unknown compression method")
        self._mtime = int.from_bytes(self._ahead[4:8], "little")
        self._member = zlib.decompressobj(wbits=31)
        self._first = False
        return True

    def read(self, size=-1):
        if size < 0:
            pieces = []
            while piece := self.read(READ_BUFFER_SIZE):
                pieces.append(piece)
            return b"".join(pieces)
        while size and not self._ended:
            if self._member is None and not self._begin():
                self._ended = True
                break
            data, self._ahead = self._ahead, b""
            try:
                out = self._member.decompress(data, size)
            except zlib.error as fault:
                raise self._translated(fault)
            if self._member.eof:
                self._ahead, self._member = self._member.unused_data, None
            else:
                self._ahead = self._member.unconsumed_tail
            if out:
                self._position += len(out)
                return out
            if self._member is not None and not self._ahead and not self._fill(1):
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        return b""

    def _translated(self, fault):
        text = str(fault)
        if "incorrect data check" in text:
            member = self._member
            return BadGzipFile(f"CRC check failed {member._expected:#x} != {member._sum or 0:#x}")
        if "incorrect length check" in text:
            return BadGzipFile("Incorrect length of data produced")
        return fault


class GzipFile(io.BufferedIOBase):
    """A gzip file as a stream of uncompressed bytes."""

    # The file that this one opened itself, to be closed with it.
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        if mode and "b" not in mode:
            mode += "b"
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        if filename is None:
            filename = getattr(fileobj, "name", "")
            if not isinstance(filename, (str, bytes)):
                filename = ""
        else:
            filename = os.fspath(filename)
        mode = mode or getattr(fileobj, "mode", "rb")
        self.name = filename
        self.fileobj = fileobj
        self._write_mtime = mtime
        if mode.startswith("r"):
            self.mode = READ
            self._members = _Members(fileobj)
            self._buffer = io.BufferedReader(self._members)
        elif mode.startswith(("w", "a", "x")):
            self.mode = WRITE
            self._level = compresslevel
            self._raw = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._sum = self._size = 0
            self._write_header()
        else:
            raise ValueError(f"Invalid mode: {mode!r}")

    @property
    def mtime(self):
        """When the file was last changed, as the last header that was read says."""
        return self._members._mtime

    @property
    def closed(self):
        return self.fileobj is None

    def __repr__(self):
        return f"<gzip {self.fileobj!r} {id(self):#x}>"

    def _write_header(self):
        name = os.path.basename(self.name)
        try:
            name = name if isinstance(name, bytes) else name.encode("latin-1")
        except UnicodeEncodeError:
            name = b""
        if name.endswith(b".gz"):
            name = name[:-3]
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        extra = 2 if self._level == _COMPRESS_LEVEL_BEST else 4 if self._level == _COMPRESS_LEVEL_FAST else 0
        self.fileobj.write(struct.pack("<4BI2B", 0x1F, 0x8B, 8, 8 if name else 0, int(mtime), extra, 255))
        if name:
            self.fileobj.write(name + b"\0")

    def _check(self, mode, action):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file")
        if self.mode != mode:
            import errno
            raise OSError(errno.EBADF, f"{action} on {'read' if mode == WRITE else 'write'}-only GzipFile object")

    def write(self, data):
        """Write bytes; the number of bytes."""
        self._check(WRITE, "write()")
        if self.fileobj is None:
            raise ValueError("write() on closed GzipFile object")
        data = bytes(memoryview(data))
        if data:
            self.fileobj.write(self._raw.compress(data))
            self._size += len(data)
            self._sum = zlib.crc32(data, self._sum)
        return len(data)

    def read(self, size=-1):
        self._check(READ, "read()")
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check(READ, "read1()")
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def peek(self, n):
        self._check(READ, "peek()")
        return self._buffer.peek(n)

    def readline(self, size=-1):
        self._check(READ, "readline()")
        return self._buffer.readline(size)

    def readinto(self, target):
        self._check(READ, "readinto()")
        return self._buffer.readinto(target)

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file.")
        if self.mode == WRITE:
            self.fileobj.write(self._raw.flush(zlib_mode))
            self.fileobj.flush()

    def close(self):
        fileobj, self.fileobj = self.fileobj, None
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                fileobj.write(self._raw.flush())
                fileobj.write(struct.pack("<2I", self._sum, self._size & 0xFFFFFFFF))
        finally:
            own, self.myfileobj = self.myfileobj, None
            if own is not None:
                own.close()

    def fileno(self):
        return self.fileobj.fileno()

    def rewind(self):
        """Go back to the start of a file that is being read."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        return self._size if self.mode == WRITE else self._buffer.tell()

    def seek(self, offset, whence=io.SEEK_SET):
        if self.mode == READ:
            return self._buffer.seek(offset, whence)
        if whence != io.SEEK_SET:
            if whence != io.SEEK_CUR:
                raise ValueError("Seek from end not supported")
            offset += self._size
        if offset < self._size:
            raise OSError("Negative seek in write mode")
        while self._size < offset:
            self.write(bytes(min(READ_BUFFER_SIZE, offset - self._size)))
        return self._size

    def __enter__(self):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file.")
        return self

    def __exit__(self, *_):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=0):
    """The gzip form of bytes."""
    packed = zlib.compress(data, level=compresslevel, wbits=31)
    when = int(time.time() if mtime is None else mtime)
    return packed[:4] + struct.pack("<I", when) + packed[8:9] + b"\xff" + packed[10:]


def decompress(data):
    """The bytes of all members of gzip data."""
    try:
        return _Members(io.BytesIO(data)).read()
    except BadGzipFile as fault:
        if str(fault).startswith("CRC check failed "):
            raise BadGzipFile("CRC check failed") from None
        raise
