"""SharedMemory and ShareableList between processes."""
import multiprocessing as mp
from multiprocessing.shared_memory import SharedMemory, ShareableList


def change(name, list_name):
    block = SharedMemory(name)
    block.buf[:5] = b"child"
    block.close()
    items = ShareableList(name=list_name)
    items[0] = 42
    items[2] = "new"
    items.shm.close()


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


if __name__ == "__main__":
    block = SharedMemory(create=True, size=100)
    items = ShareableList([1, 2.5, "abc", b"xy", None, True, "é"])
    print(block.size, len(block.name), block.name[:4], bytes(block.buf[:4]), repr(block) == f"SharedMemory({block.name!r}, size=100)")
    p = mp.Process(target=change, args=(block.name, items.shm.name))
    p.start()
    p.join()
    print(bytes(block.buf[:6]), list(items), len(items), items.format, items.count(None), items.index("new"))
    attempt(items.index, 99)
    attempt(items.__setitem__, 2, "much too long for this place")
    attempt(items.__getitem__, 50)
    view = block.buf[:2]
    attempt(block.close)
    view.release()
    block.close()
    print(block.buf)
    block.unlink()
    items.shm.close()
    items.shm.unlink()
    attempt(SharedMemory, "no-such-block")
    attempt(SharedMemory, create=True, size=0)
    attempt(SharedMemory, create=True, size=-1)
    attempt(SharedMemory)
