"""Queue, JoinableQueue, SimpleQueue, Pipe, Listener and Client, wait."""
import multiprocessing as mp
import os
import queue
from multiprocessing.connection import Client, Listener, wait


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


def work(tasks):
    while (item := tasks.get()) is not None:
        tasks.task_done()
    tasks.task_done()


def fill(q, n):
    for i in range(n):
        q.put(i)


def client(address, key):
    with Client(address, authkey=key) as connection:
        connection.send("from client")
        connection.send_bytes(b"raw")


if __name__ == "__main__":
    q = mp.Queue(2)
    print(q.empty(), q.full(), q.qsize(), q.put(1), q.put("b"), q.full(), q.qsize())
    attempt(q.put, 3, timeout=0.01)
    attempt(q.put_nowait, 3)
    print(q.get(), q.get(timeout=5))
    attempt(q.get, timeout=0.01)
    attempt(q.get_nowait)
    q.close()
    attempt(q.put, 1)
    attempt(q.get)
    q.join_thread()
    tasks = mp.JoinableQueue()
    p = mp.Process(target=work, args=(tasks,))
    p.start()
    for item in (1, 2, 3, None):
        tasks.put(item)
    tasks.join()
    p.join()
    attempt(tasks.task_done)
    simple = mp.SimpleQueue()
    print(simple.empty(), simple.put([1]), simple.empty(), simple.get(), simple.close())
    big = mp.Queue()
    p = mp.Process(target=fill, args=(big, 5000))
    p.start()
    print(sum(big.get() for _ in range(5000)))
    p.join()
    a, b = mp.Pipe()
    print(a.send({"k": (1, 2)}), b.poll(), b.recv(), b.poll(0.01), a.closed, a.readable, a.writable, type(a.fileno()))
    a.send_bytes(b"0123456789", 2, 5)
    print(b.recv_bytes())
    a.send_bytes(b"0123456789")
    buffer = bytearray(12)
    print(b.recv_bytes_into(buffer, 1), buffer)
    a.send_bytes(b"0123456789" * 3)
    try:
        b.recv_bytes_into(buffer)
    except mp.BufferTooShort as error:
        print(type(error).__name__, error.args)
    a.send_bytes(b"too long")
    attempt(b.recv_bytes, 3)
    for function, args in ((a.send_bytes, (b"abc", 5)), (a.send_bytes, (b"abc", -1)), (a.send_bytes, (b"abc", 1, 5)), (a.recv_bytes, (-1,)),
                           (a.send, (lambda: 1,))):
        try:
            function(*args)
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
    reader, writer = mp.Pipe(duplex=False)
    attempt(reader.send, 1)
    attempt(writer.recv)
    writer.close()
    attempt(reader.recv)
    attempt(writer.send, 1)
    reader.close()
    attempt(reader.poll)
    big_reader, big_writer = mp.Pipe(duplex=False)
    p = mp.Process(target=big_writer.send_bytes, args=(b"x" * 3_000_000,))
    p.start()
    print(len(big_reader.recv_bytes()))
    p.join()
    c, d = mp.Pipe()
    e, f = mp.Pipe()
    d.send(1)
    print([x is c for x in wait([c, e], 5)], wait([e], 0.01), len(wait([c, p.sentinel], 1)))
    with Listener(authkey=b"secret") as listener:
        p = mp.Process(target=client, args=(listener.address, b"secret"))
        p.start()
        with listener.accept() as connection:
            print(connection.recv(), connection.recv_bytes())
            attempt(connection.recv)
        p.join()
        p = mp.Process(target=client, args=(listener.address, b"wrong"))
        os.close(2)
        p.start()
        try:
            listener.accept()
        except mp.AuthenticationError as error:
            print(type(error).__name__, error)
        p.join()
        print(p.exitcode)
    attempt(Client, "/nope/nope")
    attempt(Client, "x", authkey="text")
