"""Text in HTML: quoting what means something there, and reading named and numbered characters."""

import re as _re

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """Text that shows as it is in HTML."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# Numbers that mean characters of Windows-1252, by the HTML standard.
_WINDOWS = {
    number: bytes([number]).decode("cp1252", "ignore") or chr(number) for number in range(0x80, 0xA0)
}
_WINDOWS |= {0: "\ufffd", 0x0D: "\r"}
_INVALID = (
    {*range(0x1, 0x9), 0xB, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0)}
    | {plane << 16 | end for plane in range(17) for end in (0xFFFE, 0xFFFF)}
)


def _character(found):
    text = found[1]
    if text[0] == "#":
        if text[1] in "xX":
            number = int(text[2:].rstrip(";"), 16)
        else:
            number = int(text[1:].rstrip(";"))
        if number in _WINDOWS:
            return _WINDOWS[number]
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return "\ufffd"
        if number in _INVALID:
            return ""
        return chr(number)
    from .entities import html5

    if text in html5:
        return html5[text]
    # The longest name that the text begins with; such names need no semicolon.
    for length in range(len(text) - 1, 1, -1):
        if text[:length] in html5:
            return html5[text[:length]] + text[length:]
    return "&" + text


_reference = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def unescape(s):
    """Text with its references replaced by what they stand for."""
    return _reference.sub(_character, s) if "&" in s else s
