"""List, set and dict comprehensions and nested conditions over small records, as a view of widgets would make them."""
from dataclasses import dataclass
from enum import Enum
from typing import Optional


class Kind(Enum):
    BUTTON = 1
    SLIDER = 2
    LABEL = 3
    CHART = 4


@dataclass
class Widget:
    identity: int
    creator: int
    kind: Optional[Kind]
    derived: list
    shared_with: set

    def visible_to(self, user):
        return user == self.creator or user in self.shared_with


class Tray:
    def __init__(self, owner, widgets):
        self.owner = owner
        self.widgets = widgets

    def sorted(self):
        known = [w for w in self.widgets if w.kind is not None]
        return sorted(known, key=lambda w: (w.kind.value, -w.identity))

    def by_kind(self):
        return {kind: [w.identity for w in self.widgets if w.kind is kind] for kind in Kind}

    def visible(self, user):
        return [w for w in self.widgets if w.visible_to(user)]

    def creators(self):
        return {w.creator for w in self.widgets if w.derived}

    def links(self):
        identities = {w.identity for w in self.widgets}
        return [(w.identity, d) for w in self.widgets for d in w.derived if d in identities and d != w.identity]

    def matrix(self):
        return [[abs(a.identity - b.identity) for b in self.widgets[:8]] for a in self.widgets[:8]]

    def names(self):
        return {w.identity: f"{w.kind.name.lower()}-{w.identity}" if w.kind else "?" for w in self.widgets}


def make(count):
    kinds = [*Kind, None]
    return [Widget(i, i * 7 % 13, kinds[i * 3 % 5], [i * k % count for k in range(i % 4)],
                   {i % 5, i % 3 + 10, i % 7 + 20}) for i in range(count)]


def main():
    tray = Tray(3, make(200))
    checksum = 0
    for user in range(1600):
        ordered = tray.sorted()
        checksum += ordered[user % len(ordered)].identity
        checksum += sum(len(v) for v in tray.by_kind().values())
        checksum += len(tray.visible(user % 30)) * user
        checksum += sum(tray.creators())
        checksum += sum(b - a for a, b in tray.links())
        checksum += sum(map(sum, tray.matrix()))
        checksum += len("".join(tray.names().values()))
    print(checksum)


if __name__ == "__main__":
    main()
