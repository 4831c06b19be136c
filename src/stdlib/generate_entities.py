"""Writes `python/html/entities.py` from the tables of named characters of HTML 4 and HTML 5.

Run with CPython 3.13: the names are those of the standards, which its `html.entities` lists.
"""

import html.entities as source
import pathlib

HEAD = '''"""Named characters of HTML.

The table is written by `src/stdlib/generate_entities.py`: a name and its code points in hexadecimal.
"""

__all__ = ["html5", "name2codepoint", "codepoint2name", "entitydefs"]

_HTML5 = """\\
{html5}"""

_HTML4 = """\\
{html4}"""

html5 = {{}}
for _line in _HTML5.splitlines():
    _name, *_codes = _line.split()
    html5[_name] = "".join(chr(int(_code, 16)) for _code in _codes)
name2codepoint = {{}}
for _line in _HTML4.splitlines():
    _name, _code = _line.split()
    name2codepoint[_name] = int(_code, 16)
codepoint2name = {{_code: _name for _name, _code in name2codepoint.items()}}
entitydefs = {{_name: chr(_code) for _name, _code in name2codepoint.items()}}
del _line, _name, _code, _codes
'''


def main():
    html5 = "".join(
        f"{name} {' '.join(f'{ord(letter):x}' for letter in text)}\n" for name, text in source.html5.items()
    )
    html4 = "".join(f"{name} {code:x}\n" for name, code in source.name2codepoint.items())
    target = pathlib.Path(__file__).parent / "python" / "html" / "entities.py"
    target.write_text(HEAD.format(html5=html5, html4=html4))


if __name__ == "__main__":
    main()
