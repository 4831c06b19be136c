"""The encodings that come with the interpreter, as the registry of `codecs` finds them.

The classes of an encoding are made when it is first looked up, by `_text` for the native ones and by
`_transforms` for the rest. Missing: a submodule for each encoding.
"""

import codecs

from . import aliases


class CodecRegistryError(LookupError, SystemError):
    """A codec that is not made as it should be."""


def normalize_encoding(encoding):
    """A name with every run of characters but ASCII letters, digits and dots made one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    letters, gap = [], False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and letters:
                letters.append("_")
            gap = False
            if c.isascii():
                letters.append(c)
        else:
            gap = True
    return "".join(letters)


def search_function(encoding):
    """The codec of a name, or None."""
    from . import _text
    info = _text.find(encoding)
    if info is None:
        from . import _transforms
        name = normalize_encoding(encoding)
        info = _transforms.find(aliases.aliases.get(name, name))
    return info


codecs.register(search_function)
