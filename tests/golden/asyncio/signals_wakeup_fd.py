"""signal.set_wakeup_fd: the number of every signal is written to a descriptor."""

import os
import signal
import socket

a, b = socket.socketpair()
b.setblocking(False)
print(signal.set_wakeup_fd(b.fileno()))
signal.signal(signal.SIGUSR1, lambda number, frame: print("handler", number == signal.SIGUSR1))
os.kill(os.getpid(), signal.SIGUSR1)
print(a.recv(10) == bytes([signal.SIGUSR1]))
print(signal.set_wakeup_fd(-1) == b.fileno())
try:
    signal.set_wakeup_fd(a.fileno())
except ValueError as error:
    print(str(error).replace(str(a.fileno()), "FD"))
a.close()
b.close()
