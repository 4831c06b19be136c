#!/usr/bin/env python3
"""Writes the racy programs of this folder: `python3 tests/races/generate.py`.

A program has a few threads that share a counter, a dict, a list, a queue and some locks, and uses them with
and without care; what it prints depends on who runs when. The steps are drawn from a table by a seed, which
is the program's number, so that writing the programs anew changes nothing. A program always comes to an end,
whatever the order: every wait has either a time limit or somebody who is certain to end it.
"""
import pathlib
import random

PROGRAMS = 20

# Steps of a thread: lines of its body, in which `me` is the thread's number and `r` the round.
STEPS = {
    "lost update": ["value = shared['counter']", "for _ in range(r % 4):", "    pass", "shared['counter'] = value + 1"],
    "locked update": ["with lock:", "    shared['safe'] += 1"],
    "check, then act": ["if shared['free'] is None:", "    pause(r)", "    shared['free'] = me", "    log.append(('took', me, r))",
                        "else:", "    shared['free'] = None"],
    "order of a log": ["log.append((me, r))"],
    "sleep": ["time.sleep(0.001 * ((me + r) % 3))", "log.append(('slept', me, r))"],
    "hand over": ["inbox.put((me, r))", "log.append(('got', inbox.get()[0], me))"],
    "try a lock": ["if lock.acquire(blocking=False):", "    pause(r)", "    log.append(('has the lock', me))", "    lock.release()",
                   "else:", "    log.append(('lock is taken', me))"],
    "limited places": ["with places:", "    log.append(('in', me))", "    pause(r)", "    log.append(('out', me))"],
    "flag": ["if flag.is_set():", "    flag.clear()", "    log.append(('cleared', me))", "else:", "    flag.set()"],
    "wait for a flag": ["log.append(('flag', me, flag.wait(0.002)))"],
    "tell": ["with condition:", "    shared['turn'] = me", "    condition.notify_all()"],
    "be told": ["with condition:", "    told = condition.wait(0.003)", "    log.append(('told', me, told, shared['turn']))"],
    "own value": ["own.value = getattr(own, 'value', 0) + shared['counter']", "log.append(('own', me, own.value))"],
    "print": ["print('thread', me, 'round', r, 'sees', shared['counter'])"],
    "dict in two steps": ["key = len(table)", "pause(r)", "table[key] = me"],
    "helper thread": ["helper = threading.Thread(target=log.append, args=(('helper of', me),))", "helper.start()",
                      "log.append(('started a helper', me))", "helper.join()"],
}

HEAD = '''"""Racy program {number}: {names}."""
import queue
import threading
import time

shared = {{"counter": 0, "safe": 0, "free": None, "turn": None}}
table, log = {{}}, []
lock, places, flag = threading.Lock(), threading.Semaphore(2), threading.Event()
condition, inbox, own = threading.Condition(), queue.Queue(), threading.local()


def pause(rounds):
    for _ in range(rounds % 3):
        pass


'''

TAIL = '''
threads = [threading.Thread(target=work, args=(number,)) for number in range({threads})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(shared, table)
for entry in log:
    print(*entry)
'''


def program(number):
    choice = random.Random(number)
    names = choice.sample(sorted(STEPS), choice.randint(3, 5))
    # Something in every program must show the order.
    if not {"order of a log", "print"} & set(names):
        names.append("order of a log")
    body = ["def work(me):", f"    for r in range({choice.randint(5, 12)}):"]
    for name in names:
        body += ["        " + line for line in STEPS[name]]
    text = HEAD.format(number=number, names=", ".join(names)) + "\n".join(body) + "\n\n"
    return text + TAIL.format(threads=choice.randint(2, 4))


def main():
    folder = pathlib.Path(__file__).resolve().parent / "programs"
    folder.mkdir(exist_ok=True)
    for number in range(1, PROGRAMS + 1):
        (folder / f"race_{number:02}.py").write_text(program(number))


if __name__ == "__main__":
    main()
