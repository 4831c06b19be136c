"""Positional, keyword, default, *args and **kwargs parameters."""


def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, d=6, e=7))
print(f(c=1, a=2))
print(f(*[1, 2, 3], **{"c": 4, "x": 5}))
print(f(*"ab", *"cd", c=0, **{"p": 1}, **{"q": 2}))


def positional_only(a, b=2, /, c=3, *, d):
    return a, b, c, d


print(positional_only(1, d=4))
print(positional_only(1, 5, 6, d=4))
print(positional_only(1, c=7, d=4))


def same_name(a, /, **kwargs):
    return a, kwargs


print(same_name(1, a=2))


def default_is_shared(item, bucket=[]):
    bucket.append(item)
    return bucket


print(default_is_shared(1), default_is_shared(2))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3))
print(f.__defaults__, f.__kwdefaults__, positional_only.__defaults__)
