"""Signals: handlers on the main thread, timers, masks, waiting."""

import os
import signal
import threading
import time


def attempt(function, *args, **kwargs):
    try:
        print("->", function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


def handler(number, frame):
    print("handler", signal.Signals(number).name, threading.current_thread() is threading.main_thread(), frame is not None)


signal.signal(signal.SIGALRM, handler)
signal.signal(signal.SIGUSR1, handler)
print(signal.setitimer(signal.ITIMER_REAL, 0.05), signal.pause(), signal.getitimer(signal.ITIMER_REAL))
attempt(signal.setitimer, 99, 1.0)
attempt(signal.setitimer, 0, -1)
attempt(signal.setitimer, 0, "x")
print(signal.ItimerError.__mro__[1].__name__)
thread = threading.Thread(target=lambda: os.kill(os.getpid(), signal.SIGUSR1))
thread.start()
thread.join()
thread = threading.Thread(target=lambda: attempt(signal.signal, signal.SIGUSR1, handler))
thread.start()
thread.join()
lock = threading.Lock()
lock.acquire()


def later():
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.05)
    lock.release()


thread = threading.Thread(target=later)
thread.start()
print("acquired", lock.acquire())
thread.join()
attempt(signal.pthread_kill, threading.get_ident(), signal.SIGUSR1)
attempt(signal.pthread_kill, threading.get_ident(), 0)
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]))
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1}))
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2]))
os.kill(os.getpid(), signal.SIGUSR2)
print(signal.sigwait([signal.SIGUSR2]))
os.kill(os.getpid(), signal.SIGUSR2)
information = signal.sigwaitinfo([signal.SIGUSR2])
print(information.si_signo, information.si_pid == os.getpid())
print(signal.sigtimedwait([signal.SIGUSR2], 0.01))
attempt(signal.sigtimedwait, [signal.SIGUSR2], -1)
attempt(signal.pthread_sigmask, 1, [999])
attempt(signal.pthread_sigmask, 77, [])
attempt(signal.signal, 999, handler)
attempt(signal.signal, 2, 5)
attempt(signal.siginterrupt, 999, True)
attempt(signal.siginterrupt, signal.SIGUSR1, True)
try:
    thread = threading.Thread(target=lambda: (time.sleep(0.05), os.kill(os.getpid(), signal.SIGINT)))
    thread.start()
    thread.join()
    time.sleep(1)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
thread.join()
print(signal.SIG_BLOCK, signal.ITIMER_REAL, signal.SIGRTMAX)
