"""`python -m json.tool`: checks JSON and writes it in a readable form.

Colors and the names of the options of later versions are deliberately missing.
"""

import argparse
import json
import sys


def _options():
    parser = argparse.ArgumentParser(
        prog="python -m json.tool",
        description="A simple command line interface for json module to validate and pretty-print JSON objects.")
    parser.add_argument("infile", nargs="?", help="a JSON file to be validated or pretty-printed", default="-")
    parser.add_argument("outfile", nargs="?", help="write the output of infile to outfile", default=None)
    parser.add_argument("--sort-keys", action="store_true", default=False,
                        help="sort the output of dictionaries alphabetically by key")
    parser.add_argument("--no-ensure-ascii", dest="ensure_ascii", action="store_false",
                        help="disable escaping of non-ASCII characters")
    parser.add_argument("--json-lines", action="store_true", default=False,
                        help="parse input using the JSON Lines format. Use with --no-indent or --compact to produce valid JSON "
                             "Lines output.")
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument("--indent", default=4, type=int,
                        help="separate items with newlines and use this number of spaces for indentation")
    layout.add_argument("--tab", action="store_const", dest="indent", const="\t",
                        help="separate items with newlines and use tabs for indentation")
    layout.add_argument("--no-indent", action="store_const", dest="indent", const=None,
                        help="separate items with spaces rather than newlines")
    layout.add_argument("--compact", action="store_true", help="suppress all whitespace separation (most compact)")
    return parser


def _write(objects, stream, settings):
    for value in objects:
        json.dump(value, stream, **settings)
        stream.write("\n")


def main():
    options = _options().parse_args()
    settings = {"sort_keys": options.sort_keys, "indent": options.indent, "ensure_ascii": options.ensure_ascii}
    if options.compact:
        settings["indent"] = None
        settings["separators"] = ",", ":"
    try:
        source = sys.stdin if options.infile == "-" else open(options.infile, encoding="utf-8")
        try:
            if options.json_lines:
                objects = [json.loads(line) for line in source]
            else:
                objects = [json.load(source)]
        finally:
            if source is not sys.stdin:
                source.close()
        if options.outfile is None:
            _write(objects, sys.stdout, settings)
        else:
            with open(options.outfile, "w", encoding="utf-8") as stream:
                _write(objects, stream, settings)
    except ValueError as problem:
        raise SystemExit(problem) from None


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError as problem:
        sys.exit(problem.errno)
