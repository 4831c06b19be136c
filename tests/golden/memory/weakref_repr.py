"""How references and proxies show themselves."""
import weakref


class Thing:
    pass


def plain(text):
    return " ".join("ADDRESS" if w.startswith("0x") else w for w in text.replace(";", " ;").replace(">", " >").split())


t = Thing()
r = weakref.ref(t)
p = weakref.proxy(t)
print(plain(repr(r)))
print(plain(repr(p)))
print(plain(repr(weakref.ref(Thing))))
print(plain(repr(weakref.finalize(t, print))))
del t
print(plain(repr(r)))
print(weakref.ref, weakref.ProxyType, weakref.CallableProxyType, weakref.ProxyTypes)
print(weakref.ref.__name__, weakref.WeakSet.__module__, weakref.WeakMethod.__mro__[1].__name__)
print(sorted(weakref.__all__))
