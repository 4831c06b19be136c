"""The collector starts by itself after enough allocations, and not while it is off."""
import gc
import weakref


class A:
    pass


def cycles(n):
    refs = []
    for _ in range(n):
        a = A()
        a.me = a
        refs.append(weakref.ref(a))
    return refs


gc.collect()
gc.disable()
refs = cycles(5000)
print(sum(r() is not None for r in refs))
gc.collect()
print(sum(r() is not None for r in refs))
gc.enable()
refs = cycles(20_000)
print(sum(r() is not None for r in refs) < 20_000)
gc.collect()
print(sum(r() is not None for r in refs))
gc.set_threshold(0)
refs = cycles(5000)
print(sum(r() is not None for r in refs))
gc.set_threshold(10)
refs += cycles(100)
print(sum(r() is not None for r in refs) < 5100)
gc.collect()
print(sum(r() is not None for r in refs))
