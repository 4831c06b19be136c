"""count, maxsplit and flags given by position: warnings and errors of 3.13; FutureWarnings of sets."""
import re
import warnings

def show(call, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = call(*args, **kwargs)
        except TypeError as error:
            result = f"TypeError {error}"
    print(result, [(warning.category.__name__, str(warning.message), warning.filename == __file__) for warning in caught])

show(re.sub, "a", "b", "aaa", 2)
show(re.sub, "a", "b", "aAa", 0, re.I)
show(re.subn, "a", "b", "aaa", 1)
show(re.split, "a", "xaxax", 1)
show(re.split, "a", "xAxax", 1, re.I)
show(re.sub, "a", "b", "aaa", 1, count=1)
show(re.sub, "a", "b", "aaa", 1, 0, flags=1)
show(re.sub, "a", "b", "aaa", 1, 0, 0)
show(re.split, "a", "b", 1, maxsplit=1)
show(re.split, "a", "b", 1, 0, 0, 0)
show(re.subn, "a", "b", "c", 1, 2, 3)
show(re.sub, "a", "b")
show(re.sub, "a", "b", "c", limit=1)
show(re.sub, "a", "b", "a", count=1, flags=re.I)
show(re.match)
show(re.match, "a")
show(re.match, "a", "a", 0, 1)
for pattern in ("[[a]", "[a[b]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]", "[--a]", "[a-b--c]", "[&&]", "[a&&&b]", "[[:alpha:]]", "[^[]", "x[[y]z[a||]", "[a\\&&b]", "[-&&]"):
    re.purge()
    try:
        show(lambda: re.compile(pattern).pattern)
    except re.error as error:
        print(error)
