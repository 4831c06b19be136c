"""The tree of built-in exceptions."""


def walk(cls, depth):
    print("  " * depth + cls.__name__)
    for child in sorted(cls.__subclasses__(), key=lambda c: c.__name__):
        if child.__module__ == "builtins":
            walk(child, depth + 1)


walk(BaseException, 0)
print(IOError is OSError, EnvironmentError is OSError)
