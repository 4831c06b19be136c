"""Codecs between bytes and bytes (hex, base64, zlib, bz2) and between texts (rot13), which `codecs.encode` and
`codecs.decode` serve, punycode, and the encoding that refuses everything.

Missing: quopri, uu and idna. zlib and bz2 are there when their modules are.
"""

import binascii
from . import _punycode
from codecs import Codec, CodecInfo, IncrementalDecoder, IncrementalEncoder, StreamReader, StreamWriter

# Bytes that make one line of 76 letters.
LINE = 57


def base64_encode(data):
    view = memoryview(data).cast("B")
    return b"".join(binascii.b2a_base64(view[at:at + LINE]) for at in range(0, len(view), LINE))


def turned(first):
    return {ord(first) + place: ord(first) + (place + 13) % 26 for place in range(26)}


ROTATED = turned("a") | turned("A")


def rotate(text):
    return str.translate(text, ROTATED)


def refuse(_):
    raise UnicodeError("undefined encoding")


def compression(module):
    found = __import__(module)
    return found.compress, found.decompress


# Encoder and decoder by the name of the module that CPython has for them, and the name of the codec.
SINGLE = {
    "hex_codec": ("hex", lambda: (binascii.b2a_hex, binascii.a2b_hex)),
    "base64_codec": ("base64", lambda: (base64_encode, binascii.a2b_base64)),
    "zlib_codec": ("zlib", lambda: compression("zlib")),
    "bz2_codec": ("bz2", lambda: compression("bz2")),
    "rot_13": ("rot-13", lambda: (rotate, rotate)),
    "undefined": ("undefined", lambda: (refuse, refuse)),
    "punycode": ("punycode", lambda: (_punycode.encode, _punycode.decode)),
}


def find(module):
    """The CodecInfo of a transform, or None."""
    row = SINGLE.get(module)
    if row is None:
        return None
    name, functions = row
    try:
        to, back = functions()
    except ImportError:
        return None

    def encode(input, errors="strict"):
        return to(input), len(input)

    def decode(input, errors="strict"):
        return back(input, errors) if name == "punycode" else back(input), len(input)

    def encode_piece(self, input, final=False):
        return to(input)

    def decode_piece(self, input, final=False):
        return decode(input, self.errors)[0]

    parts = {"encode": staticmethod(encode), "decode": staticmethod(decode), "__module__": "encodings." + module}
    if name not in ("rot-13", "punycode"):
        parts["charbuffertype"] = bytes
    base = type("Codec", (Codec,), parts)
    return CodecInfo(
        encode=encode,
        decode=decode,
        streamreader=type("StreamReader", (base, StreamReader), {"__module__": base.__module__}),
        streamwriter=type("StreamWriter", (base, StreamWriter), {"__module__": base.__module__}),
        incrementalencoder=type("IncrementalEncoder", (IncrementalEncoder,), {"encode": encode_piece, "__module__": base.__module__}),
        incrementaldecoder=type("IncrementalDecoder", (IncrementalDecoder,), {"decode": decode_piece, "__module__": base.__module__}),
        name=name,
        _is_text_encoding=name in ("undefined", "punycode"),
    )
