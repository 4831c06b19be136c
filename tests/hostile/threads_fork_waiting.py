"""A child of fork uses a lock and a queue on which threads of its parent wait."""
import os
import queue
import threading
import time
import warnings

warnings.simplefilter("ignore")
lock = threading.Lock()
items = queue.SimpleQueue()
event = threading.Event()
lock.acquire()
threads = [threading.Thread(target=lock.acquire), threading.Thread(target=items.get), threading.Thread(target=event.wait)]
for thread in threads:
    thread.start()
time.sleep(0.1)
child = os.fork()
if child == 0:
    lock.release()
    event.set()
    items.put(1)
    found = []
    thread = threading.Thread(target=lambda: found.append((lock.acquire(), items.get(), event.wait())))
    thread.start()
    thread.join()
    waiting = threading.Thread(target=lambda: found.append(items.get()))
    waiting.start()
    time.sleep(0.05)
    items.put(2)
    waiting.join()
    os.write(1, repr((found, threading.active_count(), threading.main_thread() is threading.current_thread())).encode() + b"\n")
    os._exit(0)
print(os.waitpid(child, 0)[1])
lock.release()
event.set()
items.put(1)
for thread in threads:
    thread.join()
print("survived")
