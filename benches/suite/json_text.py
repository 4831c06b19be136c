"""JSON written and read: many small records, a deep one, one long list of numbers, texts with escapes; and back again."""
import json


def records(count):
    return [{"id": i, "name": "user %d" % i, "mail": "u%d@example.org" % i, "score": i / 7, "active": i % 3 == 0,
             "tags": ["a\u0105\n%d" % (i % 5), "\"quoted\""], "parent": None if i % 4 else {"id": i // 4}}
            for i in range(count)]


def deep(levels):
    value = []
    for i in range(levels):
        value = {"level": i, "below": [value, i]}
    return value


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def plain(value):
    if isinstance(value, Point):
        return {"point": [value.x, value.y]}
    raise TypeError("no such type")


def main():
    total = 0
    for number in range(28):
        data = records(400)
        text = json.dumps(data)
        assert json.loads(text) == data
        total += len(text)
        total += len(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))
        numbers = [i * 1.5 for i in range(3000)] + list(range(3000))
        total += sum(json.loads(json.dumps(numbers)))
        nested = deep(60)
        assert json.loads(json.dumps(nested, separators=(",", ":"))) == nested
        total += len(json.dumps([Point(i, number) for i in range(300)], default=plain))
        total += json.loads(text, object_hook=lambda o: o.get("id", 0) if "id" in o else o)[7]
    print(total)


if __name__ == "__main__":
    main()
