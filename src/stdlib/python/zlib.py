"""Compression in the zlib, gzip and raw deflate formats.

`_deflate` works on the raw streams; headers, trailers and their checks are here. Compressed data is read by
every zlib, but is not byte for byte what the zlib library writes. Missing: preset dictionaries and copies of
compressors.
"""

from binascii import crc32

import _deflate

__all__ = [
    "DEFLATED", "DEF_BUF_SIZE", "DEF_MEM_LEVEL", "MAX_WBITS", "ZLIB_RUNTIME_VERSION", "ZLIB_VERSION", "Z_BEST_COMPRESSION",
    "Z_BEST_SPEED", "Z_BLOCK", "Z_DEFAULT_COMPRESSION", "Z_DEFAULT_STRATEGY", "Z_FILTERED", "Z_FINISH", "Z_FIXED",
    "Z_FULL_FLUSH", "Z_HUFFMAN_ONLY", "Z_NO_COMPRESSION", "Z_NO_FLUSH", "Z_PARTIAL_FLUSH", "Z_RLE", "Z_SYNC_FLUSH", "Z_TREES",
    "adler32", "compress", "compressobj", "crc32", "decompress", "decompressobj", "error",
]

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)

RAW, ZLIB, GZIP, EITHER = "raw", "zlib", "gzip", "either"


class error(Exception):
    """What went wrong with compressed data."""

    __module__ = "zlib"


def _format(wbits, reading):
    """The format that window bits ask for."""
    if -15 <= wbits <= -8:
        return RAW
    if 8 <= wbits <= 15 or reading and wbits == 0:
        return ZLIB
    if 24 <= wbits <= 31:
        return GZIP
    if reading and 40 <= wbits <= 47:
        return EITHER
    raise ValueError("Invalid initialization option")


def adler32(data, value=1, /):
    """The Adler-32 checksum."""
    return _deflate.adler32(data, value)


class Compress:
    """A stream that is being compressed."""

    __module__ = "zlib"

    def __init__(self, level, wbits, strategy):
        if not -1 <= level <= 9:
            raise ValueError("Invalid initialization option")
        self._format = _format(wbits, False)
        self._raw = _deflate.deflater(level, strategy)
        self._pending = self._header(level)
        self._sum = 1 if self._format is ZLIB else 0
        self._size = 0
        self._finished = False

    def _header(self, level):
        if self._format is ZLIB:
            second = 0x01 if 0 <= level < 2 else 0x5E if 2 <= level < 6 else 0x9C if level in (-1, 6) else 0xDA
            return bytes([0x78, second])
        if self._format is GZIP:
            return b"\x1f\x8b\x08\0\0\0\0\0" + bytes([2 if level == 9 else 4 if level == 1 else 0, 3])
        return b""

    def _count(self, data):
        if self._format is ZLIB:
            self._sum = adler32(data, self._sum)
        elif self._format is GZIP:
            self._sum = crc32(data, self._sum)
        self._size += memoryview(data).nbytes

    def compress(self, data, /):
        """Compress a piece; the result may be empty."""
        self._count(data)
        out, self._pending = self._pending + self._raw.run(data, Z_NO_FLUSH), b""
        return out

    def flush(self, mode=Z_FINISH, /):
        """Write what waits; Z_FINISH ends the stream."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._finished:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        out, self._pending = self._pending + self._raw.run(b"", mode), b""
        if mode == Z_FINISH:
            self._finished = True
            if self._format is ZLIB:
                out += self._sum.to_bytes(4, "big")
            elif self._format is GZIP:
                out += self._sum.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")
        return out

    def copy(self):
        raise NotImplementedError("copies of compressors are missing")


class _Incomplete(Exception):
    """A header or trailer needs more bytes."""


class Decompress:
    """A stream that is being decompressed."""

    __module__ = "zlib"

    def __init__(self, wbits):
        self._format = _format(wbits, True)
        self._raw = _deflate.inflater()
        self._state = "body" if self._format is RAW else "header"
        # Bytes of a header or trailer that is not whole yet.
        self._held = b""
        self._sum = None
        self._size = 0
        self.unused_data = b""
        self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """Decompress a piece; with max_length, the bytes that were not needed wait in unconsumed_tail."""
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = bytes(memoryview(data))
        if self.eof:
            self.unused_data += data
            return b""
        data, self._held, self.unconsumed_tail = self._held + data, b"", b""
        out = b""
        try:
            if self._state == "header":
                data = self._read_header(data)
            if self._state == "body":
                found = self._raw.run(data, max_length)
                if found is None:
                    raise error("Error -3 while decompressing data: invalid compressed data")
                out, used, ended = found
                self._count(out)
                data = data[used:]
                if ended:
                    self._state = "trailer"
                else:
                    self.unconsumed_tail = data
                    return out
            if self._state == "trailer":
                data = self._read_trailer(data)
        except _Incomplete:
            self._held = data
            return out
        self.eof = True
        self.unused_data = data
        return out

    def _count(self, data):
        if self._format is ZLIB:
            self._sum = adler32(data, 1 if self._sum is None else self._sum)
        elif self._format is GZIP:
            self._sum = crc32(data, self._sum or 0)
        self._size += len(data)

    def _read_header(self, data):
        if self._format is EITHER:
            if len(data) < 2:
                raise _Incomplete
            self._format = GZIP if data[:2] == b"\x1f\x8b" else ZLIB
        data = self._gzip_header(data) if self._format is GZIP else self._zlib_header(data)
        self._state = "body"
        return data

    def _zlib_header(self, data):
        if len(data) < 2:
            raise _Incomplete
        if data[0] * 256 % 31 != -data[1] % 31:
            raise error("Error -3 while decompressing data: incorrect header check")
        if data[0] & 15 != DEFLATED:
            raise error("Error -3 while decompressing data: unknown compression method")
        if data[0] >> 4 > 7:
            raise error("Error -3 while decompressing data: invalid window size")
        if data[1] & 0x20:
            raise error("Error 2 while decompressing data")
        return data[2:]

    def _gzip_header(self, data):
        if data[:2] != b"\x1f\x8b"[:len(data)]:
            raise error("Error -3 while decompressing data: incorrect header check")
        if len(data) < 10:
            raise _Incomplete
        if data[2] != DEFLATED:
            raise error("Error -3 while decompressing data: unknown compression method")
        flags, at = data[3], 10
        if flags & 0xE0:
            raise error("Error -3 while decompressing data: unknown header flags set")
        if flags & 4:
            at += 2 + int.from_bytes(data[at:at + 2], "little")
        for flag in 8, 16:
            if flags & flag:
                end = data.find(b"\0", at)
                if end < 0:
                    raise _Incomplete
                at = end + 1
        if flags & 2:
            at += 2
        if len(data) < at:
            raise _Incomplete
        return data[at:]

    def _read_trailer(self, data):
        if self._format is RAW:
            return data
        size = 4 if self._format is ZLIB else 8
        if len(data) < size:
            raise _Incomplete
        expected = int.from_bytes(data[:4], "big" if self._format is ZLIB else "little")
        self._expected = expected
        if expected != (self._sum if self._sum is not None else self._format is ZLIB):
            raise error("Error -3 while decompressing data: incorrect data check")
        if self._format is GZIP and int.from_bytes(data[4:8], "little") != self._size & 0xFFFFFFFF:
            raise error("Error -3 while decompressing data: incorrect length check")
        return data[size:]

    def flush(self, length=DEF_BUF_SIZE, /):
        """All that is left to decompress."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        tail = self.unconsumed_tail
        return self.decompress(tail) if tail and not self.eof else b""

    def copy(self):
        """A copy that goes on by itself."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._raw = self._raw.copy()
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


def _no_dictionary(zdict):
    if zdict is not None:
        raise NotImplementedError("preset dictionaries (zdict) are missing")


def compressobj(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,
                strategy=Z_DEFAULT_STRATEGY, zdict=None):
    """A compressor for pieces."""
    _no_dictionary(zdict)
    if method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return Compress(level, wbits, strategy)


def decompressobj(wbits=MAX_WBITS, zdict=None):
    """A decompressor for pieces."""
    _no_dictionary(zdict)
    return Decompress(wbits)


def compress(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS):
    """The compressed form of bytes."""
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    one = Compress(level, wbits, Z_DEFAULT_STRATEGY)
    return one.compress(data) + one.flush()


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """The bytes that were compressed."""
    one = Decompress(wbits)
    out = one.decompress(data)
    if not one.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return out
