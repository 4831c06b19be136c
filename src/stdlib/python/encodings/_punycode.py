"""Punycode, the ASCII form of a Unicode label: the algorithm of RFC 3492 with the parameters it names.

Missing: `idna`, which prepares whole domain names around it.
"""

_BASE, _LEAST, _MOST, _SKEW, _DAMP, _FIRST_BIAS, _FIRST_CODE = 36, 1, 26, 38, 700, 72, 128
_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"


def _threshold(place, bias):
    """What a digit at this place, counted from 1, must reach for another one to follow."""
    return min(max(_BASE * place - bias, _LEAST), _MOST)


def _next_bias(delta, count, is_first):
    delta = delta // _DAMP if is_first else delta // 2
    delta += delta // count
    steps = 0
    while delta > (_BASE - _LEAST) * _MOST // 2:
        delta //= _BASE - _LEAST
        steps += _BASE
    return steps + (_BASE - _LEAST + 1) * delta // (delta + _SKEW)


def _digits_of(delta, bias):
    """A number with digits whose weights follow from the bias."""
    out = []
    place = 1
    while True:
        threshold = _threshold(place, bias)
        if delta < threshold:
            out.append(_DIGITS[delta])
            return "".join(out)
        delta, rest = divmod(delta - threshold, _BASE - threshold)
        out.append(_DIGITS[threshold + rest])
        place += 1


def encode(text):
    """The bytes of a text: its ASCII letters, a hyphen if there are any, and where the others go."""
    codes = [ord(letter) for letter in text]
    plain = bytes(code for code in codes if code < _FIRST_CODE)
    done = len(plain)
    out = []
    current, delta, bias = _FIRST_CODE, 0, _FIRST_BIAS
    is_first = True
    for code in sorted({code for code in codes if code >= _FIRST_CODE}):
        delta += (code - current) * (done + 1)
        current = code
        for other in codes:
            if other < code:
                delta += 1
            elif other == code:
                out.append(_digits_of(delta, bias))
                done += 1
                bias = _next_bias(delta, done, is_first)
                is_first = False
                delta = 0
        delta += 1
        current += 1
    tail = "".join(out).encode("ascii")
    return plain + b"-" + tail if plain else tail


def decode(data, errors="strict"):
    """The text of such bytes; what follows the first mistake is dropped unless errors are strict."""
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError(f"Unsupported error handling: {errors}")
    if isinstance(data, str):
        data = data.encode("ascii")
    data = bytes(data)
    plain, hyphen, tail = data.rpartition(b"-")
    start = len(plain) + len(hyphen)
    letters = list(str(plain, "ascii", errors))
    code, place, bias, at = _FIRST_CODE, 0, _FIRST_BIAS, 0
    is_first = True
    try:
        while at < len(tail):
            delta, weight, digit_place = 0, 1, 1
            while True:
                if at == len(tail):
                    raise UnicodeDecodeError("punycode", data, start + at, start + at + 1, "incomplete punycode string")
                letter = tail[at]
                digit = _DIGITS.find(chr(letter).lower()) if letter < 128 else -1
                if digit < 0:
                    reason = f"Invalid extended code point '{letter}'"
                    raise UnicodeDecodeError("punycode", data, start + at, start + at + 1, reason)
                at += 1
                delta += digit * weight
                threshold = _threshold(digit_place, bias)
                if digit < threshold:
                    break
                weight *= _BASE - threshold
                digit_place += 1
            place += delta
            code += place // (len(letters) + 1)
            if code > 0x10FFFF:
                if errors == "strict":
                    # CPython names a place far behind the end.
                    far = start + place - 1
                    raise UnicodeDecodeError("punycode", data, far, far + 1, f"Invalid character U+{code:x}")
                code = ord("?")
            place %= len(letters) + 1
            letters.insert(place, chr(code))
            place += 1
            bias = _next_bias(delta, len(letters), is_first)
            is_first = False
    except UnicodeDecodeError:
        if errors == "strict":
            raise
    return "".join(letters)
