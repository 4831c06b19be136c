"""A script with a docstring and an assertion."""


def documented():
    """Says something."""


print(__debug__, documented.__doc__)
assert False, "assertions are on"
print("assertions are off")
