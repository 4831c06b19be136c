"""json.tool: layouts, lines, sorting, output into a file, and what is not JSON."""
import os
import subprocess
import sys
import tempfile


def tool(*arguments, text=None):
    done = subprocess.run([sys.executable, "-m", "json.tool", *arguments], capture_output=True, encoding="utf-8", input=text,
                          env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    print(done.stdout, end="")
    if done.returncode:
        print("end:", done.returncode, done.stderr, end="")


with tempfile.TemporaryDirectory() as folder:
    source = os.path.join(folder, "in.json")
    target = os.path.join(folder, "out.json")
    with open(source, "w", encoding="utf-8") as stream:
        stream.write('{"b": [1, 2.50, {}], "a": "é", "b": [true, null, []]}')
    for options in ([], ["--compact"], ["--tab"], ["--sort-keys"], ["--no-indent"], ["--indent", "1"], ["--no-ensure-ascii"],
                    ["--sort-keys", "--compact"]):
        print(*options)
        tool(*options, source)
    tool(source, target)
    with open(target, encoding="utf-8") as stream:
        print(stream.read() == '{\n    "b": [\n        true,\n        null,\n        []\n    ],\n    "a": "\\u00e9"\n}\n')
    lines = '{"a": 1}\n[2, 3]\n"x"\n'
    tool("--json-lines", text=lines)
    tool("--json-lines", "--compact", text=lines)
    tool(text=lines)
    with open(source, "w", encoding="utf-8") as stream:
        stream.write("{bad")
    tool(source)
    tool("--indent", "2", "--tab", source)
