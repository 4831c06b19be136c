"""Codec classes for the native text encodings.

An encoding belongs to one of three families: those that decode every byte by itself, those that may have to
wait for more bytes, and those that begin with a byte order mark.
"""

import codecs
import sys

import _codecs
from codecs import BufferedIncrementalDecoder, CodecInfo, IncrementalDecoder, IncrementalEncoder, StreamReader, StreamWriter

# Encodings with a mark: for each its length, and the names without it in the two byte orders.
MARKED = {
    "utf-8-sig": (3, {b"\xef\xbb\xbf": "utf-8"}),
    "utf-16": (2, {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}),
    "utf-32": (4, {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"}),
}
MULTIBYTE = {"gbk", "gb2312", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp932", "cp949", "cp950"}
WAITING = MULTIBYTE | {
    "utf-8", "utf-7", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "unicode-escape", "raw-unicode-escape",
}
# Modules whose names are not the encoding's.
MODULES = {"iso8859-1": "latin_1", "hp-roman8": "hp_roman8"}
# The native functions that the classes of the C module are made of.
FUNCTIONS = {"iso8859-1": "latin_1"}


def find(name):
    """The CodecInfo of a native encoding, or None."""
    encoding = _codecs.name_of(name)
    return None if encoding is None else make(encoding)


def make(encoding):
    module = "encodings." + MODULES.get(encoding, encoding.replace("-", "_"))
    stem = FUNCTIONS.get(encoding, encoding).replace("-", "_")
    encode = getattr(codecs, stem + "_encode", None) or text_encoder(encoding)
    decode = text_decoder(encoding)
    writer, reader = {"encode": staticmethod(encode)}, {"decode": staticmethod(decode)}
    if encoding in MARKED:
        encoder, decoder, writer, reader = marked_classes(encoding)
    else:
        encoder = (IncrementalEncoder, {"encode": piece_encoder(encoding)})
        if encoding in WAITING:
            partial = getattr(codecs, stem + "_decode", None) or text_decoder(encoding, False)
            if "escape" in encoding:
                partial = text_decoder(encoding, False)
            base = MultibyteIncrementalDecoder if encoding in MULTIBYTE else BufferedIncrementalDecoder
            decoder = (base, {"_buffer_decode": staticmethod(partial)})
            reader = {"decode": staticmethod(text_decoder(encoding, False))}
        else:
            decoder = (IncrementalDecoder, {"decode": piece_decoder(encoding)})
    named = {"__module__": module}
    return CodecInfo(
        encode=encode,
        decode=decode,
        streamreader=type("StreamReader", (StreamReader,), reader | named),
        streamwriter=type("StreamWriter", (StreamWriter,), writer | named),
        incrementalencoder=type("IncrementalEncoder", (encoder[0],), encoder[1] | named),
        incrementaldecoder=type("IncrementalDecoder", (decoder[0],), decoder[1] | named),
        name=encoding,
    )


class MultibyteIncrementalDecoder(BufferedIncrementalDecoder):
    """A decoder that forgets the bytes of a fault."""

    def decode(self, input, final=False):
        try:
            return BufferedIncrementalDecoder.decode(self, input, final)
        except UnicodeDecodeError:
            self.buffer = b""
            raise


def text_encoder(encoding):
    def encode(input, errors="strict"):
        if not isinstance(input, str):
            raise TypeError(f"charmap_encode() argument 1 must be str, not {type(input).__name__}")
        return _codecs.encode_text(input, encoding, errors or "strict"), len(input)

    return encode


def text_decoder(encoding, default=True):
    """A decoder; with `default` false, one that leaves incomplete sequences unless it is told not to."""

    def decode(input, errors="strict", final=default):
        if isinstance(input, str) and "escape" in encoding:
            input = input.encode()
        return _codecs.decode_bytes(input, encoding, errors or "strict", final)

    return decode


def piece_encoder(encoding):
    def encode(self, input, final=False):
        if not isinstance(input, str):
            raise TypeError(f"{encoding.replace('-', '_')}_encode() argument 1 must be str, not {type(input).__name__}")
        return _codecs.encode_text(input, encoding, self.errors)

    return encode


def piece_decoder(encoding):
    def decode(self, input, final=False):
        return _codecs.decode_bytes(input, encoding, self.errors, True)[0]

    return decode


def start_of(encoding, data, final):
    """What the first bytes say: the encoding without its mark and the length of the mark.

    None for the encoding: there is no mark, and the caller knows what that means. None alone: too few bytes.
    """
    length, marks = MARKED[encoding]
    for mark, plain in marks.items():
        if data.startswith(mark):
            return plain, length
    if len(data) < length and (encoding != "utf-8-sig" or any(mark.startswith(data) for mark in marks)):
        return None
    return ("utf-8", 0) if encoding == "utf-8-sig" else (None, 0)


def native_order(encoding):
    return encoding + ("-le" if sys.byteorder == "little" else "-be")


def decode_marked(encoding, data, errors, final):
    """Decodes the beginning of a stream: the text, the bytes used, and the encoding to go on with or None."""
    found = start_of(encoding, data, final)
    if found is None:
        if encoding == "utf-8-sig" or not final:
            return "", 0, None
        return *_codecs.decode_bytes(data, native_order(encoding), errors, final), None
    plain, length = found
    if plain is None:
        # Faults come first; whatever could be decoded lacks its mark.
        _, used = _codecs.decode_bytes(data, native_order(encoding), errors, final)
        width = MARKED[encoding][0]
        if used >= width:
            raise UnicodeDecodeError(encoding, data, 0, width, "Stream does not start with BOM")
        return "", used, None
    text, used = _codecs.decode_bytes(data[length:], plain, errors, final)
    return text, used + length, plain


def marked_classes(encoding):
    fresh = 1 if encoding == "utf-8-sig" else 2
    plain = "utf-8" if encoding == "utf-8-sig" else native_order(encoding)
    other = plain.replace("-le", "-be") if plain.endswith("-le") else plain.replace("-be", "-le")

    class Encoder(IncrementalEncoder):
        """Writes the mark with the first piece."""

        def __init__(self, errors="strict"):
            IncrementalEncoder.__init__(self, errors)
            self.first = True

        def encode(self, input, final=False):
            name = encoding if self.first else plain
            data = _codecs.encode_text(input, name, self.errors)
            self.first = False
            return data

        def reset(self):
            IncrementalEncoder.reset(self)
            self.first = True

        def getstate(self):
            return fresh if self.first else 0

        def setstate(self, state):
            self.first = bool(state)

    class Decoder(BufferedIncrementalDecoder):
        """Reads the mark and goes on in the order that it tells."""

        def __init__(self, errors="strict"):
            BufferedIncrementalDecoder.__init__(self, errors)
            self.order = None

        def _buffer_decode(self, input, errors, final):
            if self.order is not None:
                return _codecs.decode_bytes(input, self.order, errors, final)
            if encoding == "utf-8-sig" and start_of(encoding, input, final):
                # Even when the rest is faulty.
                self.order = plain
            text, used, self.order = decode_marked(encoding, input, errors, final)
            return text, used

        def reset(self):
            BufferedIncrementalDecoder.reset(self)
            self.order = None

        def getstate(self):
            waiting = BufferedIncrementalDecoder.getstate(self)[0]
            if self.order is None:
                return waiting, fresh
            return waiting, int(self.order != plain)

        def setstate(self, state):
            BufferedIncrementalDecoder.setstate(self, state)
            if state[1] == fresh:
                self.order = None
            else:
                self.order = other if state[1] else plain

    def writer_init(self, stream, errors="strict"):
        StreamWriter.__init__(self, stream, errors)
        self.started = False

    def writer_reset(self):
        StreamWriter.reset(self)
        self.started = False

    def write_text(self, input, errors="strict"):
        name = plain if self.started else encoding
        self.started = True
        return _codecs.encode_text(input, name, errors), len(input)

    def reader_reset(self):
        StreamReader.reset(self)
        self.order = None

    def reader_init(self, stream, errors="strict"):
        StreamReader.__init__(self, stream, errors)
        self.order = None

    def read_bytes(self, input, errors="strict"):
        if self.order is not None:
            return _codecs.decode_bytes(input, self.order, errors, False)
        text, used, self.order = decode_marked(encoding, input, errors, False)
        return text, used

    writer = {"__init__": writer_init, "reset": writer_reset, "encode": write_text}
    reader = {"__init__": reader_init, "reset": reader_reset, "decode": read_bytes}
    return (IncrementalEncoder, methods_of(Encoder)), (BufferedIncrementalDecoder, methods_of(Decoder)), writer, reader


def methods_of(cls):
    return {name: value for name, value in vars(cls).items() if callable(value)}
