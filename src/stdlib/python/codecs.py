"""Codecs: text and bytes in either direction, at once, piece by piece and over streams.

The built-in text encodings are native (`_codecs`) and get their classes in the package `encodings`, which is
also where the transforms (hex, base64, rot13 ...) are. Here are the base classes, the registry of codecs and
error handlers, streams, and the single functions of the old C module.

Missing: the quopri and uu transforms, idna, punycode, and the East Asian encodings beyond gbk, gb2312,
gb18030, big5, shift_jis, euc_jp, euc_kr and the code pages 932, 949 and 950.
"""

import builtins
import sys

import _codecs
from _codecs import decode, encode, lookup, lookup_error

__all__ = [
    "register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE",
    "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE",
    "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader",
    "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder",
    "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
    "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
    "namereplace_errors", "register_error", "lookup_error",
]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
if sys.byteorder == "little":
    BOM = BOM_UTF16 = BOM_UTF16_LE
    BOM_UTF32 = BOM_UTF32_LE
else:
    BOM = BOM_UTF16 = BOM_UTF16_BE
    BOM_UTF32 = BOM_UTF32_BE
# Names from before utf-32, half as wide as they sound.
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


# ---- what a codec is made of ----

class CodecInfo(tuple):
    """All that belongs to one codec: the tuple of its four oldest parts, and attributes for the rest."""

    # Whether str.encode and bytes.decode may use it.
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamreader, self.streamwriter = streamreader, streamwriter
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} object for encoding {self.name} at {id(self):#x}>"

    def __getnewargs__(self):
        return tuple(self)


class Codec:
    """Encoding and decoding without state."""

    def encode(self, input, errors="strict"):
        """Encode an object: the result and how much of the object was used."""
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        """Decode bytes: the result and how many of them were used."""
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes text that arrives in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        """Encode the next piece."""
        raise NotImplementedError

    def reset(self):
        """Forget what came before."""

    def getstate(self):
        """The state as a number; 0 is nothing worth keeping."""
        return 0

    def setstate(self, state):
        """Go on from a state of getstate()."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An encoder that may leave the end of a piece for later: subclasses write _buffer_encode."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        waiting = self.buffer + input
        result, used = self._buffer_encode(waiting, self.errors, final)
        self.buffer = waiting[used:]
        return result

    def reset(self):
        IncrementalEncoder.reset(self)
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes bytes that arrive in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        """Decode the next piece."""
        raise NotImplementedError

    def reset(self):
        """Forget what came before."""

    def getstate(self):
        """The bytes that wait for more, and the rest of the state as a number."""
        return (b"", 0)

    def setstate(self, state):
        """Go on from a state of getstate()."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """A decoder that keeps incomplete sequences for later: subclasses write _buffer_decode."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        waiting = self.buffer + input
        result, used = self._buffer_decode(waiting, self.errors, final)
        self.buffer = waiting[used:]
        return result

    def reset(self):
        IncrementalDecoder.reset(self)
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


# ---- streams ----

class _Around:
    """What the four kinds of streams share: leaving, copying, and attributes of the stream below."""

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")


class StreamWriter(Codec):
    """Encodes what is written and passes it on."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        """Write the encoded object."""
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        """Write the joined pieces of a list."""
        self.write("".join(list))

    def reset(self):
        """Start afresh; codecs with state do more."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if offset == 0 and whence == 0:
            self.reset()

    __getattr__ = _Around.__getattr__
    __enter__ = _Around.__enter__
    __exit__ = _Around.__exit__
    __reduce_ex__ = _Around.__reduce_ex__


class StreamReader(Codec):
    """Decodes what is read from the stream below."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self._forget()

    def _forget(self):
        self.bytebuffer = b""
        self._empty_charbuffer = self.charbuffertype()
        self.charbuffer = self._empty_charbuffer
        # Lines that have been split off already, the next one last.
        self.linebuffer = None

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _join_lines(self):
        if self.linebuffer:
            self.charbuffer = self._empty_charbuffer.join(reversed(self.linebuffer))
        self.linebuffer = None

    def read(self, size=-1, chars=-1, firstline=False):
        """Read and decode.

        size says how many bytes to ask for at a time, chars how many characters to give; without chars, size
        limits them too. With firstline, a fault behind the first line waits until it is reached.
        """
        self._join_lines()
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            fresh = self.stream.read() if size < 0 else self.stream.read(size)
            waiting = self.bytebuffer + fresh
            if not waiting:
                break
            try:
                text, used = self.decode(waiting, self.errors)
            except UnicodeDecodeError as fault:
                if not firstline:
                    raise
                text, used = self.decode(waiting[:fault.start], self.errors)
                if len(text.splitlines(keepends=True)) <= 1:
                    raise
            self.bytebuffer = waiting[used:]
            self.charbuffer += text
            if not fresh:
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty_charbuffer
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        """Read one line; with size, at most what one read of so many bytes gives."""
        if not self.linebuffer:
            self._gather_line(size)
        line = self.linebuffer.pop() if self.linebuffer else self._empty_charbuffer
        if not self.linebuffer:
            self.linebuffer = None
        elif len(self.linebuffer) == 1:
            # The last line may be unfinished.
            self._join_lines()
        if not keepends and line:
            line = line.splitlines(keepends=False)[0]
        return line

    def _gather_line(self, size):
        """Read until a line is whole, and leave it and what follows it in the line buffer."""
        step = size or 72
        text = self._empty_charbuffer
        while True:
            fresh = self.read(step, firstline=True)
            if fresh and (fresh[-1:] == "\r" or fresh[-1:] == b"\r"):
                # The line end may have a second half.
                fresh += self.read(size=1, chars=1)
            text += fresh
            lines = text.splitlines(keepends=True)
            if len(lines) > 1:
                lines[-1] += self.charbuffer
                self.charbuffer = self._empty_charbuffer
                break
            if lines and lines[0] != lines[0].splitlines(keepends=False)[0]:
                # One whole line; what waits in the character buffer stays there.
                break
            if not fresh or size is not None:
                break
            if step < 8000:
                step *= 2
        lines.reverse()
        self.linebuffer = lines

    def readlines(self, sizehint=None, keepends=True):
        """Read all lines to the end."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget what has been read ahead."""
        self._forget()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    __getattr__ = _Around.__getattr__
    __enter__ = _Around.__enter__
    __exit__ = _Around.__exit__
    __reduce_ex__ = _Around.__reduce_ex__


class _TwoWay(_Around):
    """A reader and a writer over one stream."""

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def __iter__(self):
        return self

    def reset(self):
        self.reader.reset()
        self.writer.reset()


class StreamReaderWriter(_TwoWay):
    """Reads and writes text over a stream of bytes."""

    encoding = "unknown"

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if offset == 0 and whence == 0:
            self.writer.reset()


class StreamRecoder(_TwoWay):
    """Shows a stream of bytes in one encoding as a stream of bytes in another."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        _TwoWay.__init__(self, stream, Reader, Writer, errors)
        self.encode = encode
        self.decode = decode

    def _shown(self, text):
        return self.encode(text, self.errors)[0]

    def read(self, size=-1):
        return self._shown(self.reader.read(size))

    def readline(self, size=None):
        return self._shown(self.reader.readline() if size is None else self.reader.readline(size))

    def readlines(self, sizehint=None):
        return self._shown(self.reader.read()).splitlines(keepends=True)

    def __next__(self):
        return self._shown(next(self.reader))

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b"".join(list))

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file whose text is encoded; without an encoding, as the built-in open does."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        both = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        both.encoding = encoding
        return both
    except BaseException:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """Wrap a stream of bytes in file_encoding, so that what is read and written is in data_encoding."""
    if file_encoding is None:
        file_encoding = data_encoding
    outside, inside = lookup(data_encoding), lookup(file_encoding)
    recoder = StreamRecoder(file, outside.encode, outside.decode, inside.streamreader, inside.streamwriter, errors)
    recoder.data_encoding = data_encoding
    recoder.file_encoding = file_encoding
    return recoder


# ---- the registry ----

_searches = []
_known = {}


def register(search_function, /):
    """Add a function that finds codecs: it gets a name and gives a CodecInfo or None."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searches.append(search_function)


def unregister(search_function, /):
    """Remove a function that finds codecs, and forget what has been found."""
    for place, known in enumerate(_searches):
        if known is search_function:
            del _searches[place]
            _known.clear()
            return


def _normal(name):
    """A name as search functions see it: lower case, every run of other characters one underscore."""
    letters, gap = [], False
    for c in name:
        if c.isascii() and (c.isalnum() or c == "."):
            if gap and letters:
                letters.append("_")
            gap = False
            letters.append(c.lower())
        else:
            gap = True
    return "".join(letters)


def _find(name):
    name = _normal(name)
    info = _known.get(name)
    if info is not None:
        return info
    if not _searches:
        import encodings
    for search in list(_searches):
        info = search(name)
        if info is not None:
            if not isinstance(info, tuple) or len(info) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            _known[name] = info
            return info
    return None


def _part(encoding, name):
    part = getattr(lookup(encoding), name)
    if part is None:
        raise LookupError(encoding)
    return part


def getencoder(encoding):
    """The function that encodes with this encoding."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The function that decodes with this encoding."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class of encoders that take pieces."""
    return _part(encoding, "incrementalencoder")


def getincrementaldecoder(encoding):
    """The class of decoders that take pieces."""
    return _part(encoding, "incrementaldecoder")


def getreader(encoding):
    """The class of stream readers."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The class of stream writers."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode the strings of an iterator one by one."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        if data := encoder.encode(piece):
            yield data
    if data := encoder.encode("", True):
        yield data


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode the bytes of an iterator piece by piece."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        if text := decoder.decode(piece):
            yield text
    if text := decoder.decode(b"", True):
        yield text


def make_identity_dict(rng):
    """A mapping of numbers to themselves."""
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    """The reverse of a decoding map; what several bytes mean cannot be encoded."""
    reverse = {}
    for byte, code in decoding_map.items():
        reverse[code] = None if code in reverse else byte
    return reverse


# ---- error handlers ----

def _refuse(exception):
    raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")


def _part_of(exception, *classes):
    """What an exception is about, when it is of one of the classes."""
    if not isinstance(exception, classes):
        _refuse(exception)
    return exception.object[exception.start:exception.end]


_ANY = (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)


def _escaped(code):
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def strict_errors(exception, /):
    """Raise the exception."""
    if not isinstance(exception, BaseException):
        raise TypeError("codec must pass exception instance")
    raise exception


def ignore_errors(exception, /):
    """Leave out what cannot be converted."""
    _part_of(exception, *_ANY)
    return "", exception.end


def replace_errors(exception, /):
    """Put a question mark or the replacement character."""
    part = _part_of(exception, *_ANY)
    if isinstance(exception, UnicodeEncodeError):
        return "?" * len(part), exception.end
    return "\ufffd" * (1 if isinstance(exception, UnicodeDecodeError) else len(part)), exception.end


def backslashreplace_errors(exception, /):
    """Put escapes with a backslash."""
    part = _part_of(exception, *_ANY)
    codes = part if isinstance(part, bytes) else map(ord, part)
    return "".join(map(_escaped, codes)), exception.end


def xmlcharrefreplace_errors(exception, /):
    """Put XML character references."""
    return "".join(f"&#{ord(c)};" for c in _part_of(exception, UnicodeEncodeError)), exception.end


def namereplace_errors(exception, /):
    """Put the names of characters."""
    from unicodedata import name
    parts = []
    for c in _part_of(exception, UnicodeEncodeError):
        known = name(c, None)
        parts.append(_escaped(ord(c)) if known is None else f"\\N{{{known}}}")
    return "".join(parts), exception.end


def _surrogateescape(exception, /):
    """Carry bytes that cannot be decoded as lone surrogates."""
    part = _part_of(exception, UnicodeEncodeError, UnicodeDecodeError)
    if isinstance(exception, UnicodeEncodeError):
        codes = [ord(c) - 0xDC00 for c in part]
        if not all(0x80 <= code <= 0xFF for code in codes):
            raise exception
        return bytes(codes), exception.end
    length = 0
    while length < min(len(part), 4) and part[length] >= 0x80:
        length += 1
    if not length:
        raise exception
    return "".join(chr(0xDC00 + byte) for byte in part[:length]), exception.start + length


# Names that faults of the encodings with room for surrogates carry, and how such a surrogate is written.
_WIDE = {"utf-8": None, "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "utf-32": "utf-32-le",
         "utf-32-le": "utf-32-le", "utf-32-be": "utf-32-be"}


def _surrogatepass(exception, /):
    """Let lone surrogates pass in utf-8, utf-16 and utf-32."""
    part = _part_of(exception, UnicodeEncodeError, UnicodeDecodeError)
    encoding = _normal(exception.encoding).replace("_", "-")
    if encoding in ("utf8", "cp-utf8", "cp65001"):
        encoding = "utf-8"
    if encoding not in _WIDE:
        raise exception
    if isinstance(exception, UnicodeEncodeError):
        if not all("\ud800" <= c <= "\udfff" for c in part):
            raise exception
        return _codecs.encode_text(part, _WIDE[encoding] or "utf-8", "surrogatepass"), exception.end
    rest = exception.object[exception.start:]
    width = 3 if encoding == "utf-8" else 2 if "16" in encoding else 4
    try:
        text, _ = _codecs.decode_bytes(rest[:width], _WIDE[encoding] or "utf-8", "surrogatepass", True)
    except UnicodeDecodeError:
        raise exception from None
    if len(text) != 1 or not "\ud800" <= text <= "\udfff":
        raise exception
    return text, exception.start + width


_surrogateescape.__name__ = _surrogateescape.__qualname__ = "surrogateescape"
_surrogatepass.__name__ = _surrogatepass.__qualname__ = "surrogatepass"

_handlers = {
    "strict": strict_errors,
    "ignore": ignore_errors,
    "replace": replace_errors,
    "backslashreplace": backslashreplace_errors,
    "xmlcharrefreplace": xmlcharrefreplace_errors,
    "namereplace": namereplace_errors,
    "surrogateescape": _surrogateescape,
    "surrogatepass": _surrogatepass,
}


def register_error(errors, handler, /):
    """Give an error handler a name."""
    if not isinstance(errors, str):
        raise TypeError(f"register_error() argument 1 must be str, not {type(errors).__name__}")
    if not callable(handler):
        raise TypeError("handler must be callable")
    _handlers[errors] = handler


_codecs.install(_find, _handlers.get)


# ---- single functions ----

def _checked_text(text, function):
    if not isinstance(text, str):
        raise TypeError(f"{function}() argument 1 must be str, not {type(text).__name__}")
    return text


def _functions(stem, encoding, final=False):
    """Encoder and decoder as functions, the way the C module has them."""

    def encoder(str, errors=None, /):
        return _codecs.encode_text(_checked_text(str, stem + "_encode"), encoding, errors or "strict"), len(str)

    def decoder(data, errors=None, final=final, /):
        if isinstance(data, str) and final is not False:
            data = data.encode()
        return _codecs.decode_bytes(data, encoding, errors or "strict", final)

    def whole(data, errors=None, /):
        return _codecs.decode_bytes(data, encoding, errors or "strict", True)

    if final is None:
        decoder = whole
    for function, suffix in (encoder, "_encode"), (decoder, "_decode"):
        function.__name__ = function.__qualname__ = stem + suffix
        globals()[stem + suffix] = function


for _stem, _encoding, _final in [
    ("utf_8", "utf-8", False), ("utf_7", "utf-7", False), ("utf_16_le", "utf-16-le", False),
    ("utf_16_be", "utf-16-be", False), ("utf_32_le", "utf-32-le", False), ("utf_32_be", "utf-32-be", False),
    ("utf_16", "utf-16", False), ("utf_32", "utf-32", False), ("latin_1", "latin-1", None), ("ascii", "ascii", None),
    ("unicode_escape", "unicode-escape", True), ("raw_unicode_escape", "raw-unicode-escape", True),
]:
    _functions(_stem, _encoding, _final)
del _stem, _encoding, _final


def utf_16_encode(str, errors=None, byteorder=0, /):
    name = "utf-16" if byteorder == 0 else "utf-16-le" if byteorder < 0 else "utf-16-be"
    return _codecs.encode_text(_checked_text(str, "utf_16_encode"), name, errors or "strict"), len(str)


def utf_32_encode(str, errors=None, byteorder=0, /):
    name = "utf-32" if byteorder == 0 else "utf-32-le" if byteorder < 0 else "utf-32-be"
    return _codecs.encode_text(_checked_text(str, "utf_32_encode"), name, errors or "strict"), len(str)


def _ex_decode(data, errors, byteorder, final, wide, little, big):
    """Decodes and tells the byte order: -1 little, 1 big, 0 not known because there was no mark."""
    name = wide if byteorder == 0 else wide + ("-le" if byteorder < 0 else "-be")
    text, used = _codecs.decode_bytes(data, name, errors or "strict", final)
    if byteorder == 0 and used:
        start = bytes(data[:len(little)])
        byteorder = -1 if start == little else 1 if start == big else 0
    return text, used, byteorder


def utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode(data, errors, byteorder, final, "utf-16", BOM_UTF16_LE, BOM_UTF16_BE)


def utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /):
    return _ex_decode(data, errors, byteorder, final, "utf-32", BOM_UTF32_LE, BOM_UTF32_BE)


def readbuffer_encode(data, errors=None, /):
    """The bytes of an object, of text its utf-8."""
    data = data.encode() if isinstance(data, str) else bytes(memoryview(data))
    return data, len(data)


_SHORT = {"\\": 92, "'": 39, '"': 34, "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


def escape_encode(data, errors=None, /):
    """Bytes spelled in the escapes of a bytes literal."""
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    spelled = {9: "\\t", 10: "\\n", 13: "\\r", 39: "\\'", 92: "\\\\"}
    parts = (spelled.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}") for byte in data)
    return "".join(parts).encode("ascii"), len(data)


def escape_decode(data, errors=None, /):
    """The bytes that the escapes of a bytes literal stand for."""
    source = data.encode() if isinstance(data, str) else bytes(memoryview(data))
    out, at, end = bytearray(), 0, len(source)
    doubtful = None
    while at < end:
        slash = source.find(b"\\", at)
        if slash < 0:
            out += source[at:]
            break
        out += source[at:slash]
        if slash + 1 >= end:
            raise ValueError("Trailing \\ in string")
        letter = chr(source[slash + 1])
        at = slash + 2
        if letter in _SHORT:
            out.append(_SHORT[letter])
        elif letter in "01234567":
            while at < end and at < slash + 4 and source[at] in b"01234567":
                at += 1
            value = int(source[slash + 1:at], 8)
            if value > 0o377 and doubtful is None:
                doubtful = f"invalid octal escape sequence '\\{value:o}'"
            out.append(value & 0xFF)
        elif letter == "x":
            digits = 0
            while digits < 2 and at + digits < end and chr(source[at + digits]) in "0123456789abcdefABCDEF":
                digits += 1
            if digits == 2:
                out.append(int(source[at:at + 2], 16))
            elif errors in (None, "strict"):
                raise ValueError(f"invalid \\x escape at position {slash}")
            elif errors == "replace":
                out += b"?"
            elif errors != "ignore":
                raise ValueError(f"decoding error; unknown error handling code: {errors}")
            at += digits
        elif letter != "\n":
            if doubtful is None:
                doubtful = f"invalid escape sequence '\\{letter}'"
            out.append(92)
            at -= 1
    if doubtful is not None:
        import warnings
        warnings.warn(doubtful, DeprecationWarning, stacklevel=2)
    return bytes(out), len(source)


def charmap_build(map, /):
    """A mapping for charmap_encode from the 256 characters of a code page."""
    return {ord(c): byte for byte, c in enumerate(map)}


def _mapped_byte(mapping, code):
    """The bytes for a code point, or None."""
    try:
        found = mapping[code]
    except LookupError:
        return None
    if found is None or isinstance(found, bytes):
        return found
    if not isinstance(found, int):
        raise TypeError(f"character mapping must return integer, bytes or None, not {type(found).__name__}")
    if not 0 <= found <= 255:
        raise TypeError("character mapping must be in range(256)")
    return bytes([found])


def _next_place(place, length):
    if place < 0:
        place += length
    if not 0 <= place <= length:
        raise IndexError(f"position {place} from error handler out of bounds")
    return place


def charmap_encode(str, errors=None, mapping=None, /):
    """Encode through a mapping of code points to bytes; without one, as latin-1."""
    _checked_text(str, "charmap_encode")
    errors = errors or "strict"
    if mapping is None:
        return _codecs.encode_text(str, "latin-1", errors), len(str)
    out, at, handler = [], 0, None
    while at < len(str):
        data = _mapped_byte(mapping, ord(str[at]))
        if data is not None:
            out.append(data)
            at += 1
            continue
        end = at + 1
        while end < len(str) and _mapped_byte(mapping, ord(str[end])) is None:
            end += 1
        fault = UnicodeEncodeError("charmap", str, at, end, "character maps to <undefined>")
        handler = handler or lookup_error(errors)
        replacement, place = handler(fault)
        if isinstance(replacement, bytes):
            out.append(replacement)
        else:
            for c in replacement:
                data = _mapped_byte(mapping, ord(c))
                if data is None:
                    raise fault
                out.append(data)
        at = _next_place(place, len(str))
    return b"".join(out), len(str)


def _mapped_text(mapping, byte):
    try:
        found = mapping[byte]
    except LookupError:
        return None
    if found is None or isinstance(found, str):
        return None if found == "\ufffe" else found
    if not isinstance(found, int):
        raise TypeError("character mapping must return integer, None or str")
    if not 0 <= found <= 0x10FFFF:
        raise TypeError("character mapping must be in range(0x110000)")
    return None if found == 0xFFFE else chr(found)


def charmap_decode(data, errors=None, mapping=None, /):
    """Decode through a mapping of bytes to text; without one, as latin-1."""
    source = bytes(memoryview(data))
    errors = errors or "strict"
    if mapping is None:
        return source.decode("latin-1"), len(source)
    out, at, handler = [], 0, None
    while at < len(source):
        text = _mapped_text(mapping, source[at])
        if text is not None:
            out.append(text)
            at += 1
            continue
        fault = UnicodeDecodeError("charmap", source, at, at + 1, "character maps to <undefined>")
        handler = handler or lookup_error(errors)
        replacement, place = handler(fault)
        out.append(replacement)
        at = _next_place(place, len(source))
    return "".join(out), len(source)


# The package registers the search function of the built-in encodings.
import encodings
