"""spawn and forkserver: fresh processes get their arguments, locks, queues and connections by pickle."""
import multiprocessing as mp
import sys

GLOBAL = "imported again as " + ("__mp_main__" if __name__ == "__mp_main__" else "main")


def work(queue, lock, value, connection, text):
    with lock, value.get_lock():
        value.value += 1
    connection.send((text, GLOBAL, mp.current_process().name, mp.get_start_method(), len(sys.argv)))
    queue.put("done")


def square(n):
    return n * n


def leave():
    sys.exit(5)


if __name__ == "__main__":
    for method in ("spawn", "forkserver"):
        ctx = mp.get_context(method)
        queue, lock, value = ctx.Queue(), ctx.Lock(), ctx.Value("i", 1)
        here, there = ctx.Pipe()
        p = ctx.Process(target=work, args=(queue, lock, value, there, "hello"))
        p.start()
        print(here.recv(), queue.get(), p.join(), p.exitcode, value.value)
        with ctx.Pool(2) as pool:
            print(pool.map(square, range(5)))
        p = ctx.Process(target=leave)
        p.start()
        p.join()
        print(p.exitcode)
        event = ctx.Event()
        p = ctx.Process(target=event.set)
        p.start()
        print(event.wait(60), p.join())
        p = ctx.Process(target=lambda: 1)
        try:
            p.start()
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
        p = ctx.Process(target=print, args=(mp.get_context("fork").Lock(),))
        try:
            p.start()
        except RuntimeError as error:
            print(str(error)[:60])
