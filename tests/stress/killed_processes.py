#!/usr/bin/env python3
"""Kills processes of multiprocessing programs at random moments and looks for what stays behind.

    python3 tests/stress/killed_processes.py --interp target/release/taipan [--times 200] [--seed 1]

Each time a program with a pool, a manager, a queue, a lock and a shared memory segment runs in a session of
its own, and SIGKILL hits a worker, the manager or the parent after a random time. Afterwards the session may
hold no process and /dev/shm nothing new, within a few seconds; a program that does not end in time hangs.
A parent that lost its worker or manager may end in any way, but it must end.

Programs that a killed parent leaves get time to notice; the resource tracker is given the same.
"""
import argparse
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = '''
import multiprocessing as mp
from multiprocessing import shared_memory
import signal, sys, time

def square(number):
    time.sleep(0.001)
    return number * number

def feed(queue, lock, stop):
    number = 0
    # A child whose parent is killed would go on for ever, under CPython too.
    while not stop.is_set() and mp.parent_process().is_alive():
        with lock:
            queue.put(number)
        number += 1
        time.sleep(0.001)
    queue.cancel_join_thread()

if __name__ == "__main__":
    def late(number, frame):
        raise SystemExit(3)
    # A lost worker may leave its parent waiting, as it does under CPython.
    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    segment = shared_memory.SharedMemory(create=True, size=4096)
    lock, queue, stop = mp.Lock(), mp.Queue(), mp.Event()
    try:
        with mp.Manager() as manager, mp.Pool(2) as pool:
            shared = manager.dict()
            child = mp.Process(target=feed, args=(queue, lock, stop), daemon=True)
            child.start()
            print("processes", *[process.pid for process in mp.active_children()], flush=True)
            for number in range(20):
                shared[number] = sum(pool.map(square, range(20)))
                queue.get(timeout=1)
            stop.set()
    finally:
        segment.close()
        segment.unlink()
'''
PATIENCE = 15


def members(session):
    """The processes of a session that are not zombies."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def once(interpreter, path, choice):
    before = set(os.listdir("/dev/shm"))
    child = subprocess.Popen([interpreter, path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    problems = []
    try:
        victim = choice.choice(["worker", "manager", "parent"])
        if victim == "parent":
            time.sleep(choice.uniform(0.02, 1.5))
            kill(child.pid)
        else:
            line = child.stdout.readline().split()
            time.sleep(choice.uniform(0, 0.4))
            children = [int(word) for word in line[1:]]
            if children:
                kill(min(children) if victim == "manager" else choice.choice(sorted(children)[1:]))
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            problems.append("hangs")
            kill(child.pid)
            child.wait()
        child.stdout.close()
        end = time.monotonic() + PATIENCE
        while (left := members(child.pid)) and time.monotonic() < end:
            time.sleep(0.02)
        if left:
            problems.append(f"{len(left)} processes stay: " + "; ".join(commands(left)))
        stays = set(os.listdir("/dev/shm")) - before
        if stays:
            problems.append(f"/dev/shm keeps {sorted(stays)}")
    finally:
        for pid in members(child.pid):
            kill(pid)
    return victim, problems


def commands(pids):
    for pid in pids:
        try:
            yield pathlib.Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")[:200]
        except OSError:
            yield "ended"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--interp", required=True)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    choice = random.Random(options.seed)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.py")
        pathlib.Path(path).write_text(PROGRAM)
        for number in range(1, options.times + 1):
            victim, problems = once(options.interp, path, choice)
            if problems:
                bad += 1
                print(f"{number}: killed the {victim}: {', '.join(problems)}", flush=True)
    print(f"{options.times} kills, {bad} left something behind")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
