"""Threads that change the same containers, collect garbage, raise and sort at the same time."""
import gc
import sys
import threading
import weakref

sys.setswitchinterval(0.00005)
shared = {"list": [], "dict": {}, "set": set()}
errors = []


class Node:
    def __init__(self):
        self.link = self

    def __del__(self):
        shared["dict"].pop(id(self), None)

    def __lt__(self, other):
        return id(self) < id(other)


def list_work():
    for n in range(300):
        shared["list"].append(n)
        if len(shared["list"]) > 50:
            del shared["list"][::2]
        shared["list"].sort(key=lambda x: -x)


def dict_work():
    for n in range(300):
        shared["dict"][n % 17] = [n]
        try:
            for key in shared["dict"]:
                shared["dict"].get(key)
        except RuntimeError:
            pass


def set_work():
    for n in range(300):
        shared["set"].add(n % 31)
        shared["set"].discard((n + 7) % 31)
        try:
            sorted(shared["set"])
        except RuntimeError:
            pass


def garbage_work():
    for n in range(100):
        nodes = [Node() for _ in range(10)]
        references = [weakref.ref(node) for node in nodes]
        nodes.sort()
        shared["dict"][id(nodes[0])] = nodes[1:]
        del nodes
        if n % 10 == 0:
            gc.collect()
        [reference() for reference in references]


def raise_work():
    for n in range(300):
        try:
            try:
                raise ValueError(n)
            finally:
                int("x")
        except ValueError as error:
            shared["error"] = error


def run(work):
    try:
        work()
    except RuntimeError:
        pass
    except ValueError as error:
        if "modified during sort" not in str(error):
            errors.append(error)
    except BaseException as error:
        errors.append(error)


threads = [threading.Thread(target=run, args=(work,))
           for work in (list_work, dict_work, set_work, garbage_work, raise_work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(errors)
print("survived")
