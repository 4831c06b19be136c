"""Selectors: registering, modifying, selecting."""

import selectors
import socket

for kind in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    a, b = socket.socketpair()
    with kind() as selector:
        key = selector.register(a, selectors.EVENT_READ, "data")
        print(kind.__name__, key.fileobj is a, key.fd == a.fileno(), key.events, key.data)
        print(selector.select(0), len(selector.get_map()), a in selector.get_map())
        b.send(b"x")
        [(key, events)] = selector.select(1)
        print(key.data, events)
        selector.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE, "both")
        [(key, events)] = selector.select()
        print(key.data, events)
        print(selector.get_key(a).events)
        for call in (
            lambda: selector.register(a, selectors.EVENT_READ),
            lambda: selector.register(b, 0),
            lambda: selector.unregister(b),
            lambda: selector.register("x", selectors.EVENT_READ),
            lambda: selector.get_key(b),
        ):
            try:
                call()
            except (KeyError, ValueError) as error:
                print(type(error).__name__, str(error).split("<")[0])
        selector.unregister(a)
        print(len(selector.get_map()))
    a.close()
    b.close()
print(selectors.DefaultSelector is selectors.EpollSelector)
