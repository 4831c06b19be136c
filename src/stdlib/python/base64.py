"""Bytes as text: Base16, Base32, Base64, Base85 and Ascii85."""

import binascii
import struct

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
    "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
    "z85encode", "z85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
]

MAXLINESIZE = 76
MAXBINSIZE = (MAXLINESIZE // 4) * 3


def _ascii_or_bytes(s):
    """The bytes of an argument that may be ASCII text."""
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(
            f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}"
        ) from None


def b64encode(s, altchars=None):
    """Base64 of bytes, with other characters for `+` and `/` if they are given."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """The bytes of a Base64 text; what is not in the alphabet is ignored unless it is validated."""
    s = _ascii_or_bytes(s)
    if altchars is not None:
        altchars = _ascii_or_bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Base64 with `+` and `/`."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes of a Base64 text with `+` and `/`."""
    return b64decode(s)


_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    """Base64 with `-` and `_`."""
    return b64encode(s).translate(_TO_URL)


def urlsafe_b64decode(s):
    """The bytes of a Base64 text with `-` and `_`."""
    return b64decode(_ascii_or_bytes(s).translate(_FROM_URL))


# ---- base 32 ----

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
# How many characters a last group of so many bytes has.
_B32_CHARACTERS = {1: 2, 2: 4, 3: 5, 4: 7}
_B32_BYTES = {characters: count for count, characters in _B32_CHARACTERS.items()}


def _b32_encode(alphabet, s):
    data = bytes(s) if isinstance(s, (bytes, bytearray)) else memoryview(s).tobytes()
    out = bytearray()
    for start in range(0, len(data), 5):
        group = data[start : start + 5]
        number = int.from_bytes(group.ljust(5, b"\0"))
        characters = bytes(alphabet[number >> shift & 31] for shift in range(35, -1, -5))
        kept = _B32_CHARACTERS.get(len(group), 8)
        out += characters[:kept].ljust(8, b"=")
    return bytes(out)


def _b32_decode(alphabet, s, casefold, map01):
    s = _ascii_or_bytes(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _ascii_or_bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    values = {character: value for value, character in enumerate(alphabet)}
    bare = s.rstrip(b"=")
    padding = len(s) - len(bare)
    out = bytearray()
    for start in range(0, len(bare), 8):
        number = 0
        group = bare[start : start + 8]
        for character in group:
            if character not in values:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | values[character]
        number <<= 5 * (8 - len(group))
        out += number.to_bytes(5)
    if padding:
        kept = _B32_BYTES.get(8 - padding)
        if kept is None or not bare:
            raise binascii.Error("Incorrect padding")
        del out[len(out) - 5 + kept :]
    return bytes(out)


def b32encode(s):
    """Base32 of bytes."""
    return _b32_encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """The bytes of a Base32 text."""
    return _b32_decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """Base32 with the digits of hexadecimal numbers first."""
    return _b32_encode(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    """The bytes of such a text."""
    return _b32_decode(_B32_HEX, s, casefold, None)


def b16encode(s):
    """Base16: upper-case hexadecimal."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes of a hexadecimal text."""
    s = _ascii_or_bytes(s)
    if casefold:
        s = s.upper()
    if s.translate(None, delete=b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# ---- base 85 ----

_A85 = bytes(range(33, 118))
_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"


def _85_encode(alphabet, b, pad, fold_zeros=False, fold_spaces=False):
    data = bytes(b) if isinstance(b, (bytes, bytearray)) else memoryview(b).tobytes()
    missing = -len(data) % 4
    data += b"\0" * missing
    groups = []
    for (word,) in struct.iter_unpack("!I", data):
        if fold_zeros and word == 0:
            groups.append(b"z")
        elif fold_spaces and word == 0x20202020:
            groups.append(b"y")
        else:
            digits = bytearray(5)
            for index in range(4, -1, -1):
                word, digit = divmod(word, 85)
                digits[index] = alphabet[digit]
            groups.append(bytes(digits))
    if missing and not pad:
        if groups[-1] == b"z":
            groups[-1] = alphabet[:1] * 5
        groups[-1] = groups[-1][:-missing]
    return b"".join(groups)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Ascii85 of bytes."""
    encoded = _85_encode(_A85, b, pad, True, foldspaces)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[start : start + wrapcol] for start in range(0, len(encoded), wrapcol)]
        if adobe and (not lines or len(lines[-1]) + 2 > wrapcol):
            lines.append(b"")
        encoded = b"\n".join(lines)
    return encoded + b"~>" if adobe else encoded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """The bytes of an Ascii85 text."""
    b = _ascii_or_bytes(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    group = []
    for character in b + b"u" * 4:
        if 33 <= character <= 117:
            group.append(character - 33)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit
                group.clear()
                if number >> 32:
                    raise ValueError("Ascii85 overflow")
                out += number.to_bytes(4)
        elif character == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += b"\0\0\0\0"
        elif foldspaces and character == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif character not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(character)}")
    padding = 4 - len(group)
    return bytes(out[:-padding] if padding else out)


def b85encode(b, pad=False):
    """Base85 of bytes, as in git."""
    return _85_encode(_B85, b, pad)


def _85_decode(alphabet, b, name):
    b = _ascii_or_bytes(b)
    values = {character: value for value, character in enumerate(alphabet)}
    padding = -len(b) % 5
    b = bytes(b) + alphabet[-1:] * padding
    out = bytearray()
    for start in range(0, len(b), 5):
        number = 0
        for offset, character in enumerate(b[start : start + 5]):
            if character not in values:
                raise ValueError(f"bad {name} character at position {start + offset}")
            number = number * 85 + values[character]
        if number >> 32:
            raise ValueError(f"{name} overflow in hunk starting at byte {start}")
        out += number.to_bytes(4)
    return bytes(out[:-padding] if padding else out)


def b85decode(b):
    """The bytes of a Base85 text."""
    return _85_decode(_B85, b, "base85")


def z85encode(s):
    """Base85 of bytes, as in ZeroMQ."""
    return _85_encode(_Z85, s, False)


def z85decode(s):
    """The bytes of such a text."""
    return _85_decode(_Z85, s, "z85")


# ---- lines ----


def encode(input, output):
    """Encode a binary file in lines of Base64."""
    while data := input.read(MAXBINSIZE):
        while len(data) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(data))):
            data += more
        output.write(binascii.b2a_base64(data))


def decode(input, output):
    """Decode a file of lines."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _checked_bytes(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError(f"expected bytes-like object, not {s.__class__.__name__}") from error
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {s.__class__.__name__}")
    if view.ndim != 1:
        raise TypeError(f"expected 1-D data, not {view.ndim}-D data from {s.__class__.__name__}")
    return view


def encodebytes(s):
    """Base64 in lines of at most 76 characters."""
    view = _checked_bytes(s)
    return b"".join([binascii.b2a_base64(view[start : start + MAXBINSIZE]) for start in range(0, len(view), MAXBINSIZE)])


def decodebytes(s):
    """The bytes of such lines."""
    return binascii.a2b_base64(_checked_bytes(s))


def main():
    """The command line: encode or decode a file."""
    import getopt
    import sys

    usage = f"""usage: {sys.argv[0]} [-h|-d|-e|-u] [file|-]
        -h: print this help message and exit
        -d, -u: decode
        -e: encode (default)"""
    try:
        options, names = getopt.getopt(sys.argv[1:], "hdeu")
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print(usage)
        sys.exit(2)
    action = encode
    for option, _ in options:
        if option == "-e":
            action = encode
        elif option in ("-d", "-u"):
            action = decode
        elif option == "-h":
            print(usage)
            return
    if names and names[0] != "-":
        with open(names[0], "rb") as file:
            action(file, sys.stdout.buffer)
    else:
        action(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
