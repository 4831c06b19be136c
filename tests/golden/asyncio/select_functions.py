"""select.select, poll and epoll."""

import os
import select

r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []))
os.write(w, b"x")
print(select.select([r], [w], [r]) == ([r], [w], []))
poll = select.poll()
poll.register(r, select.POLLIN)
print(poll.poll(0) == [(r, select.POLLIN)])
poll.unregister(r)
print(poll.poll(1))
with select.epoll() as epoll:
    epoll.register(r, select.EPOLLIN)
    print(epoll.poll(1) == [(r, select.EPOLLIN)], epoll.closed)
    epoll.modify(r, 0)
    print(epoll.poll(0.001))
    epoll.unregister(r)
    try:
        epoll.unregister(r)
    except FileNotFoundError as error:
        print(error.errno)
print(epoll.closed)
for call in (
    lambda: select.select([-1], [], [], 0),
    lambda: select.select([], [], [], -1),
    lambda: select.select(5, [], []),
    lambda: select.select(["x"], [], []),
    lambda: poll.unregister(r),
    lambda: epoll.poll(),
):
    try:
        call()
    except (ValueError, TypeError, KeyError) as error:
        print(type(error).__name__, str(error).replace(str(r), "R"))
os.close(r)
os.close(w)
