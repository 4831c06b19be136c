"""The program ends while daemon threads compute, print to nowhere, wait and sleep."""
import io
import os
import queue
import threading
import time

gate = threading.Lock()
gate.acquire()
reader, writer = os.pipe()
sink = io.StringIO()


def compute():
    while True:
        [object() for _ in range(100)]


def chat():
    while True:
        print("x" * 100, file=sink)
        sink.seek(0)


works = (compute, chat, lambda: gate.acquire(), lambda: os.read(reader, 1), lambda: time.sleep(1000),
         lambda: queue.Queue().get(), lambda: threading.Event().wait())
for work in works * 3:
    threading.Thread(target=work, daemon=True).start()
time.sleep(0.1)
print("survived")
