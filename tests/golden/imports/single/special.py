"""A module with its own __getattr__ and __dir__."""
real = 1


def __getattr__(name):
    if name == "refused":
        raise AttributeError("refused by the module")
    return "made " + name


def __dir__():
    return ["only", "these"]


def read_added():
    return globals().get("added")
