"""Pages made from templates in several ways: string.Template, str.format_map, percent, f-strings, and a small engine."""
import re
from string import Template

PAGE = """<table>
{% for row in rows %}<tr class="{{ row.kind }}">{% for cell in row.cells %}<td>{{ cell }}</td>{% end %}</tr>
{% end %}</table>
"""


ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text):
    return text.translate(ENTITIES)


class Row:
    def __init__(self, kind, cells):
        self.kind = kind
        self.cells = cells


class Engine:
    """Turns a page into a Python function, once, by its source text."""

    marks = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)

    def __init__(self, page):
        lines, depth = ["def render(escape, out, **space):"], 1
        self.names = set()
        known = {"escape", "out", "space"}
        for part in self.marks.split(page):
            pad = "    " * depth
            if part.startswith("{{"):
                lines.append("%sout(escape(str(%s)))" % (pad, self.name(part[2:-2].strip(), known)))
            elif part.startswith("{%"):
                words = part[2:-2].split()
                if words[0] == "for":
                    known.add(words[1])
                    lines.append("%sfor %s in %s:" % (pad, words[1], self.name(words[3], known)))
                    depth += 1
                else:
                    depth -= 1
            elif part:
                lines.append("%sout(%r)" % (pad, part))
        space = {}
        exec("\n".join(lines), space)
        self.function = space["render"]

    def name(self, dotted, known):
        first = dotted.split(".")[0]
        return dotted if first in known else "space[%r]" % dotted

    def render(self, **space):
        parts = []
        self.function(escape, parts.append, **space)
        return "".join(parts)


def main():
    total = 0
    rows = [Row("odd" if i % 2 else "even", ["<%d>" % (i * k) for k in range(8)]) for i in range(100)]
    for _ in range(48):
        engine = Engine(PAGE)
        total += len(engine.render(rows=rows))
    greeting = Template("Dear $name, your balance is $$${amount} since ${day}. $name!")
    for number in range(20000):
        values = {"name": "client %d" % (number % 10), "amount": number * 3, "day": number % 28}
        total += len(greeting.substitute(values))
        total += len("Dear {name}, {amount:>8.2f} since {day:02d}".format_map(values))
        total += len("Dear %(name)-12s %(amount)6.1f since %(day)s" % values)
        name, amount = values["name"], values["amount"]
        total += len(f"Dear {name!r}, {amount:,} or {amount / 7:.3e}")
    print(total)


if __name__ == "__main__":
    main()
