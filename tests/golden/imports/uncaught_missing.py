"""An uncaught ModuleNotFoundError of a dotted name inside a function."""


def load():
    from broken_modules import deep
    print(deep.VALUE)
    import broken_modules.not_there.at_all


load()
