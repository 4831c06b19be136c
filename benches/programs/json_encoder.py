"""A JSON encoder and decoder in plain Python: type dispatch, strings, recursion."""

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
REVERSED = {v[1]: k for k, v in ESCAPES.items()}


def encode(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return encode_string(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join([encode_string(k) + ": " + encode(v) for k, v in value.items()]) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(encode, value)) + "]"
    raise TypeError(f"cannot encode {type(value).__name__}")


def encode_string(text):
    out = ['"']
    for c in text:
        if c in ESCAPES:
            out.append(ESCAPES[c])
        elif " " <= c <= "~":
            out.append(c)
        else:
            out.append("\\u%04x" % ord(c))
    out.append('"')
    return "".join(out)


class Decoder:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def skip(self):
        text, position = self.text, self.position
        while position < len(text) and text[position] in " \n\t":
            position += 1
        self.position = position
        return text[position] if position < len(text) else ""

    def value(self):
        c = self.skip()
        if c == "{":
            return self.mapping()
        if c == "[":
            return self.sequence()
        if c == '"':
            return self.string()
        for word, result in (("null", None), ("true", True), ("false", False)):
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return result
        return self.number()

    def mapping(self):
        self.position += 1
        result = {}
        while self.skip() != "}":
            key = self.string()
            self.skip()
            self.position += 1
            result[key] = self.value()
            if self.skip() == ",":
                self.position += 1
                self.skip()
        self.position += 1
        return result

    def sequence(self):
        self.position += 1
        result = []
        while self.skip() != "]":
            result.append(self.value())
            if self.skip() == ",":
                self.position += 1
        self.position += 1
        return result

    def string(self):
        self.position += 1
        out = []
        while True:
            c = self.text[self.position]
            self.position += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                c = self.text[self.position]
                self.position += 1
                if c == "u":
                    c = chr(int(self.text[self.position:self.position + 4], 16))
                    self.position += 4
                else:
                    c = REVERSED[c]
            out.append(c)

    def number(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in "+-.0123456789e":
            self.position += 1
        text = self.text[start:self.position]
        return float(text) if "." in text or "e" in text else int(text)


data = {"users": [{"id": i, "name": "User \"%d\"\n" % i, "tags": ["a", "b\t", "\u00e9"], "score": i / 4,
                   "active": i % 2 == 0, "parent": None} for i in range(4_000)], "count": 4_000}
text = encode(data)
print(len(text), text[:80])
print(Decoder(text).value() == data)
again = encode(Decoder(text).value())
print(again == text)
