"""multiprocessing.Process: states, exit codes, subclasses, daemons, close, contexts."""
import multiprocessing as mp
import os
import signal
import sys
import time


def nothing():
    pass


def leave(code):
    sys.exit(code)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def sleep():
    time.sleep(60)


def names(connection):
    me, parent = mp.current_process(), mp.parent_process()
    connection.send((me.name, me.daemon, parent.name, parent.pid == os.getppid(), parent.is_alive(), me._identity))
    if not me.daemon:
        child = mp.Process(target=nested, args=(connection,))
        child.start()
        child.join()


def nested(connection):
    connection.send((mp.current_process().name, mp.current_process()._identity))


class Custom(mp.Process):
    def run(self):
        sys.exit(11)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    p = mp.Process(target=nothing)
    for function in (lambda: p.name, lambda: p.pid, lambda: p.exitcode, p.is_alive, lambda: p.daemon, lambda: p.sentinel, p.join, lambda: p.ident):
        attempt(function)
    p.start()
    p.join()
    print(p.exitcode, p.is_alive(), type(p.sentinel))
    attempt(p.start)
    p.close()
    attempt(p.join)
    attempt(lambda: p.exitcode)
    for code in (0, 1, 300, None, True):
        q = mp.Process(target=leave, args=(code,))
        q.start()
        q.join()
        print(code, q.exitcode)
    q = mp.Process(target=die)
    q.start()
    q.join()
    print(q.exitcode, "SIGKILL" in repr(q))
    q = Custom(name="custom", daemon=True)
    print(q.daemon, q.name)
    q.start()
    q.join()
    print(q.exitcode)
    q = mp.Process(target=sleep, daemon=True)
    q.start()
    print(q.join(0.05), q.exitcode, [child.name == q.name for child in mp.active_children()])
    attempt(q.close)
    q.kill()
    q.join(10)
    print(q.exitcode, mp.active_children())
    for daemon in (False, True):
        here, there = mp.Pipe()
        q = mp.Process(target=names, args=(there,), name="named", daemon=daemon)
        q.start()
        print(here.recv())
        if not daemon:
            print(here.recv())
        q.join()
    attempt(lambda: setattr(q, "daemon", False))
    attempt(lambda: setattr(p, "name", 5))
    print(mp.current_process().name, mp.parent_process(), mp.get_start_method(), mp.get_all_start_methods())
    attempt(mp.get_context, "nope")
    attempt(mp.get_context("spawn").set_start_method, "fork")
    attempt(mp.set_start_method, "fork")
    attempt(mp.set_start_method, "fork")
    print(mp.get_context("fork").Process(target=nothing).name, mp.get_context("spawn").Process(target=nothing).name)
    daemonic = mp.Process(target=sleep, daemon=True)
    daemonic.start()
    print("daemons end with the program", flush=True)
