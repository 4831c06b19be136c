"""os.fork, exec, wait statuses, pipes, hooks of fork, groups and sessions."""
import os
import signal
import sys


def run(function):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            function()
        finally:
            sys.stdout.flush()
            os._exit(9)
    return os.waitpid(pid, 0)[1]


for function in (lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(256 + 7),
                 lambda: os.execv("/bin/sh", ["sh", "-c", "exit 5"]), lambda: os.execl("/bin/sh", "sh", "-c", "kill -15 $$"),
                 lambda: os.execve("/bin/sh", ["sh", "-c", "exit $CODE"], {"CODE": "6"}), lambda: os.execlp("sh", "sh", "-c", "exit 8")):
    status = run(function)
    print(os.WIFEXITED(status), os.WIFSIGNALED(status), os.WEXITSTATUS(status) if os.WIFEXITED(status) else os.WTERMSIG(status),
          os.waitstatus_to_exitcode(status))

pid = os.fork()
if pid == 0:
    # A child that reaches the end of the program ends with its own status.
    print("child at the end")
    sys.exit(4)
print(os.wait()[1] >> 8)
read, write = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(read)
    os.write(write, b"%d" % (os.getppid() == os.getpid()))
    os._exit(0)
os.close(write)
print(os.read(read, 10), os.read(read, 10), os.waitpid(pid, 0)[1])
print(os.get_inheritable(read), os.set_inheritable(read, True), os.get_inheritable(read))
os.set_blocking(read, False)
print(os.get_blocking(read))

os.register_at_fork(before=lambda: print("before 1"), after_in_parent=lambda: print("parent 1"))
os.register_at_fork(before=lambda: print("before 2"), after_in_child=lambda: os.write(1, b""), after_in_parent=lambda: print("parent 2"))
print(run(lambda: None) >> 8)
for arguments in ({}, {"before": 5}):
    try:
        os.register_at_fork(**arguments)
    except TypeError as error:
        print(error)
pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 2"], os.environ)
print(os.waitpid(pid, 0)[1] >> 8)
out, into = os.pipe()
pid = os.posix_spawnp("sh", ["sh", "-c", "echo spawned $A"], {"A": "b"}, file_actions=[(os.POSIX_SPAWN_DUP2, into, 1)])
print(os.waitpid(pid, 0)[1], os.read(out, 50))


def session():
    os.setsid()
    os._exit(os.getsid(0) == os.getpid() == os.getpgrp())


print(run(session) >> 8)
os.environ["TAIPAN_TEST"] = "value"
print(os.system("exit $(test \"$TAIPAN_TEST\" = value && echo 7)") >> 8)
CASES = [(os.execv, "/nope", ["a"]), (os.execv, "/bin/true", []), (os.execv, "/bin/true", [""]), (os.execv, "/bin/true", 5),
         (os.execv, "/bin/true", [1]), (os.execve, "/bin/true", ["a"], 5), (os.execve, "/bin/true", ["a"], {1: 2}),
         (os.execvp, "nope-nope", ["a"]), (os.posix_spawn, "/nope", ["a"], {}), (os.kill, 999999, 0), (os.killpg, 999999, 0),
         (os.waitpid, -1, 0), (os.wait,), (os.set_blocking, 999, True), (os.waitstatus_to_exitcode, 0x7f)]
for function, *arguments in CASES:
    try:
        print(function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
print(os.cpu_count() >= len(os.sched_getaffinity(0)) >= 1)
