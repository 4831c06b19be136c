"""The predicates of str answer for every code point as recorded: one checksum a method."""
from hashlib import md5

ALL = [chr(code) for code in range(0x110000)]


def checksum(answers):
    return md5(bytes(answers)).hexdigest()


def show(name, answers):
    answers = list(answers)
    print(f"{name:24} {sum(answers):8} {checksum(answers)}")


show("isalnum", [c.isalnum() for c in ALL])
show("isalpha", [c.isalpha() for c in ALL])
show("isascii", [c.isascii() for c in ALL])
show("isdecimal", [c.isdecimal() for c in ALL])
show("isdigit", [c.isdigit() for c in ALL])
show("isidentifier", [c.isidentifier() for c in ALL])
show("islower", [c.islower() for c in ALL])
show("isnumeric", [c.isnumeric() for c in ALL])
show("isprintable", [c.isprintable() for c in ALL])
show("isspace", [c.isspace() for c in ALL])
show("istitle", [c.istitle() for c in ALL])
show("isupper", [c.isupper() for c in ALL])

# The same in company, where neighbours matter.
show("isalpha after a", [("a" + c).isalpha() for c in ALL])
show("isidentifier after a", [("a" + c).isidentifier() for c in ALL])
show("islower after a", [("a" + c).islower() for c in ALL])
show("isupper after A", [("A" + c).isupper() for c in ALL])
show("istitle after A", [("A" + c).istitle() for c in ALL])
show("istitle before a", [(c + "a").istitle() for c in ALL])
show("istitle before A", [(c + "A").istitle() for c in ALL])
show("isprintable twice", [(c + c).isprintable() for c in ALL])
