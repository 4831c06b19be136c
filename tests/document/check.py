#!/usr/bin/env python3
"""Golden-output runner for the scripts in examples/.

Runs every entry of manifest.toml under the interpreter given with --interp and
compares stdout, stderr and exit code with the files in golden/, which were
recorded from CPython 3.13.0.  Standard library only; needs CPython >= 3.11
(tomllib) to run this file itself.  The interpreter under test can be anything.

    python3 check.py --interp PATH [--only GLOB] [--jobs 2] [--update]
                     [--repeat N] [--require-packages] [--list] [--quiet] [--supported]

--only     fnmatch pattern on the entry id (repeatable), e.g. '1_*' or '*@pty'
--update   rewrite the golden files from this interpreter (CPython 3.13.0 only!)
--supported
           leave out what NOT_YET.txt lists
--repeat   run every entry N times; it passes only if it passes every time
--require-packages
           do not accept the "package is not installed" golden variant of the
           examples that import aiohttp / exceptiongroup

The last line is always 'N passed, M failed'; exit status 1 if M > 0.
How each entry is run ("kind") and compared is described in manifest.toml.
"""
import argparse
import difflib
import fnmatch
import http.server
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import tomllib
except ModuleNotFoundError:
    sys.exit("check.py needs CPython >= 3.11 (tomllib)")

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent / "examples"
GOLDEN = HERE / "golden"


# --------------------------------------------------------------------------
# running
# --------------------------------------------------------------------------
class Result:
    def __init__(self, out="", err="", code=None, elapsed=0.0, timed_out=False):
        self.out, self.err, self.code = out, err, code
        self.elapsed, self.timed_out = elapsed, timed_out


def environment(entry):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.pop("FORCE_COLOR", None)
    env.update(NO_COLOR="1", LC_ALL="C.UTF-8", TERM="dumb", COLUMNS="200",
               PYTHONDONTWRITEBYTECODE="1")
    env.update(entry.get("env", {}))
    return env


def stop_group(p):
    """Kill the process group of a child that this runner started."""
    try:
        os.killpg(p.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def text(b):
    return b.decode("utf-8", "replace").replace("\r\n", "\n")


def spawn(argv, entry, stdin, cwd=SCRIPTS):
    t0 = time.monotonic()
    p = subprocess.Popen(argv, cwd=cwd, env=environment(entry), stdin=stdin,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         start_new_session=True)
    timed_out = False
    try:
        o, e = p.communicate(timeout=entry["timeout"])
    except subprocess.TimeoutExpired:
        timed_out = True
        stop_group(p)
        o, e = p.communicate()
    return Result(text(o), text(e), p.returncode, time.monotonic() - t0, timed_out)


def run_plain(interp, entry):
    return spawn([interp, entry["name"]], entry, subprocess.DEVNULL)


def run_stdin(interp, entry):
    with open(SCRIPTS / entry["name"], "rb") as f:
        return spawn([interp], entry, f)


def run_repl(interp, entry):
    tmp = tempfile.mkdtemp()                 # keep the user's own REPL history clean
    e = {**entry, "env": {"HOME": tmp, **entry.get("env", {})}}
    try:
        with open(SCRIPTS / entry["name"], "rb") as f:
            return spawn([interp, "-i"], e, f)
    finally:
        shutil.rmtree(tmp, ignore_errors=True)


def open_pty():
    import fcntl
    import termios
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    return master, slave


ANSI = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[=>]|\][^\x07]*\x07)")


def read_some(master, timeout):
    r, _, _ = select.select([master], [], [], timeout)
    if not r:
        return None
    try:
        return os.read(master, 65536)
    except OSError:
        return b""


def run_tty(interp, entry):
    """Run a script with stdin/stdout/stderr on a pty (line-buffered stdout)."""
    master, slave = open_pty()
    t0 = time.monotonic()
    p = subprocess.Popen([interp, entry["name"]], cwd=SCRIPTS, env=environment(entry),
                         stdin=slave, stdout=slave, stderr=slave,
                         start_new_session=True)
    os.close(slave)
    buf, timed_out = b"", False
    while True:
        left = t0 + entry["timeout"] - time.monotonic()
        if left <= 0:
            timed_out = True
            stop_group(p)
            break
        d = read_some(master, left)
        if d == b"":
            break
        if d:
            buf += d
    p.wait()
    os.close(master)
    return Result(ANSI.sub("", text(buf)), "", p.returncode,
                  time.monotonic() - t0, timed_out)


def run_pty(interp, entry):
    """Type a .repl file line by line at the prompts of an interactive session."""
    master, slave = open_pty()
    e = dict(entry)
    tmp = tempfile.mkdtemp()                 # keep the user's own REPL history clean
    e["env"] = {"PYTHON_BASIC_REPL": "1", "HOME": tmp, **entry.get("env", {})}
    t0 = time.monotonic()
    p = subprocess.Popen([interp], cwd=SCRIPTS, env=environment(e),
                         stdin=slave, stdout=slave, stderr=slave,
                         start_new_session=True)
    os.close(slave)
    buf, timed_out = "", False
    deadline = t0 + entry["timeout"]

    def until_prompt():
        nonlocal buf, timed_out
        raw = b""
        while True:
            d = read_some(master, max(0, deadline - time.monotonic()))
            if d is None:
                timed_out = True
                return False
            if d == b"":
                buf += raw.decode("utf-8", "replace")
                return False
            raw += d
            t = ANSI.sub("", raw.decode("utf-8", "replace"))
            if t.endswith(">>> ") or t.endswith("\n... ") or t.endswith("\r... "):
                # nothing more may be pending
                r, _, _ = select.select([master], [], [], 0.05)
                if not r:
                    buf += raw.decode("utf-8", "replace")
                    return True

    ok = until_prompt()
    for line in (SCRIPTS / entry["name"]).read_text(encoding="utf-8").splitlines():
        if not ok:
            break
        os.write(master, line.encode("utf-8") + b"\n")
        ok = until_prompt()
    if ok:
        os.write(master, b"\x04")
        while True:
            d = read_some(master, max(0, deadline - time.monotonic()))
            if d is None:
                timed_out = True
                break
            if d == b"":
                break
            buf += d.decode("utf-8", "replace")
    if timed_out:
        stop_group(p)
    try:
        p.wait(5)
    except subprocess.TimeoutExpired:
        stop_group(p)
        p.wait()
    os.close(master)
    shutil.rmtree(tmp, ignore_errors=True)
    out = ANSI.sub("", buf).replace("\r\n", "\n").replace("\r", "")
    return Result(out, "", p.returncode, time.monotonic() - t0, timed_out)


def run_interrupt(interp, entry):
    """Let a never-ending script run, then send SIGINT once or twice."""
    t0 = time.monotonic()
    p = subprocess.Popen([interp, entry["name"]], cwd=SCRIPTS, env=environment(entry),
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, start_new_session=True)
    timed_out, o, e = False, b"", b""
    for wait in entry["interrupt_after"]:
        try:
            o, e = p.communicate(timeout=wait)
            break
        except subprocess.TimeoutExpired:
            p.send_signal(signal.SIGINT)
    else:
        try:
            o, e = p.communicate(timeout=entry["timeout"])
        except subprocess.TimeoutExpired:
            timed_out = True
            stop_group(p)
            o, e = p.communicate()
    return Result(text(o), text(e), p.returncode, time.monotonic() - t0, timed_out)


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b"<html><body>hello</body></html>\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def run_http(interp, entry):
    """Run a copy of the script with https://example.X replaced by a local server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = "http://127.0.0.1:%d/" % server.server_address[1]
    tmp = tempfile.mkdtemp()
    try:
        src = (SCRIPTS / entry["name"]).read_text(encoding="utf-8")
        new = re.sub(r"https://example\.(com|org|net)", base + r"\1", src)
        name = os.path.basename(entry["name"])
        pathlib.Path(tmp, name).write_text(new, encoding="utf-8")
        r = spawn([interp, name], entry, subprocess.DEVNULL, cwd=tmp)
        for attr in ("out", "err"):
            s = getattr(r, attr).replace(os.path.realpath(tmp) + "/", "")
            setattr(r, attr, s.replace(base, "http://127.0.0.1:<port>/"))
        return r
    finally:
        server.shutdown()
        server.server_close()
        shutil.rmtree(tmp, ignore_errors=True)


KINDS = {"run": run_plain, "stdin": run_stdin, "repl": run_repl, "pty": run_pty,
         "tty": run_tty, "interrupt": run_interrupt, "http": run_http}


# --------------------------------------------------------------------------
# normalising
# --------------------------------------------------------------------------
def strip_paths(s):
    for d in {str(SCRIPTS), os.path.realpath(SCRIPTS)}:
        s = s.replace(d + "/", "")
    s = re.sub(r'"[^"\n]*/site-packages/', '"<site-packages>/', s)
    s = re.sub(r'"[^"\n]*/lib/python3\.\d+/', '"<stdlib>/', s)
    return s


BANNER = re.compile(
    r'\A(?:[^\n]*\n)??[^\n]*\bon linux\nType "help"[^\n]*\n')


def strip_banner(s):
    return BANNER.sub("", s, count=1)


FRAME = re.compile(r'^(?P<bar>(?:\s*\| )?)  File "(?:<stdlib>|<site-packages>|<frozen)')


def user_frames(s):
    """Drop traceback frames that lie in the standard library / site-packages."""
    out, skipping, indent = [], False, ""
    for line in s.splitlines():
        m = FRAME.match(line)
        if m:
            skipping, indent = True, m["bar"] + "    "
            continue
        if skipping:
            if line.startswith(indent) or line.strip().startswith("[Previous line"):
                continue
            skipping = False
        out.append(line)
    return "".join(x + "\n" for x in out)


def normalise(entry, stream, s):
    s = strip_paths(s)
    if entry["kind"] in ("repl", "pty"):
        s = strip_banner(s)
    mode = entry[stream]
    if stream == "stderr" and entry.get("frames") == "user":
        s = user_frames(s)
    if mode in ("regex", "sorted-lines", "sorted-regex") or mode.startswith("custom:"):
        for pat, rep in entry.get("regex", []):
            s = re.sub(pat, rep, s, flags=re.M)
    return s


# --------------------------------------------------------------------------
# custom invariants: fn(result) -> error text or None
# --------------------------------------------------------------------------
def expect(cond, msg):
    if not cond:
        raise AssertionError(msg)


def c_semaphore_limit(r):
    lines = r.out.splitlines()
    expect(len(lines) == 20, "20 lines expected, got %d" % len(lines))
    started, ended = [], []
    for k, line in enumerate(lines):
        m = re.fullmatch(r"Thread (\d) (start|end)", line)
        expect(m, "unexpected line %r" % line)
        n = int(m[1])
        if m[2] == "start":
            expect(n not in started, "double start")
            started.append(n)
        else:
            expect(n in started and n not in ended, "end before start")
            ended.append(n)
        if k < 3:
            expect(m[2] == "start", "first three lines must be starts")
        # release() precedes the 'end' print, so one round (3 threads) may have
        # released without having printed yet
        expect(len(started) - len(ended) <= 6, "more than 3 holders")
    expect(set(started[:3]) == {0, 1, 2}, "threads 0,1,2 must start first")
    expect(r.elapsed >= 7.9, "10 threads / 3 at a time / 2 s each must take 8 s")
    expect(r.elapsed < 16, "too slow: %.1f s" % r.elapsed)


def c_thread_pool_executor(r):
    lines = r.out.splitlines()
    expect(lines[:2] == ["任务 0 开始...", "任务 0 结束"], "task 0 must finish first")
    expect(lines[-1] == "结果: [1, 4, 9, 16, 25]", "result line")
    active, started, ended = set(), [], []
    for line in lines[2:-1]:
        m = re.fullmatch(r"任务 ([1-5]) (开始\.\.\.|结束)", line)
        expect(m, "unexpected line %r" % line)
        if m[2] == "结束":
            expect(m[1] in active, "end before start")
            active.discard(m[1])
            ended.append(m[1])
        else:
            expect(m[1] not in started, "double start")
            started.append(m[1])
            active.add(m[1])
            expect(len(active) <= 3, "more than max_workers=3 running")
    expect(sorted(started) == sorted(ended) == list("12345"), "each task once")
    expect(set(started[:3]) == set("123"), "tasks 1,2,3 are picked up first")
    expect(2.9 <= r.elapsed < 8, "1 s + 2 rounds of 1 s")


def c_asyncio_queue(r):
    lines = r.out.splitlines()
    prod = [x for x in lines if x.startswith("生产者生成 ")]
    cons = [x for x in lines if x.startswith("消费者处理 ")]
    expect(prod == ["生产者生成 Item-%d" % i for i in range(5)], "producer order")
    expect(cons == ["消费者处理 Item-%d" % i for i in range(5)], "consumer order")
    expect(len(lines) == 10, "10 lines expected")
    for i in range(5):
        expect(lines.index(prod[i]) < lines.index(cons[i]), "consumed before produced")
    expect(lines[:2] == prod[:2], "first two items are produced before any is consumed")
    expect(5.4 <= r.elapsed < 9, "0.5 s + 5 x 1 s")


def c_mp_queue(r):
    lines = r.out.splitlines()
    prod = [re.fullmatch(r"生产者 (\d+)，生产了 (\d)", x) for x in lines]
    cons = [re.fullmatch(r"消费者 (\d+)，消费了 (\d)", x) for x in lines]
    prod = [m for m in prod if m]
    cons = [m for m in cons if m]
    expect(len(lines) == 20 and len(prod) == 10 and len(cons) == 10, "10 + 10 lines")
    expect([m[2] for m in prod] == list("0123456789"), "producer order")
    expect([m[2] for m in cons] == list("0123456789"), "consumer order")
    pids = ({m[1] for m in prod}, {m[1] for m in cons})
    expect(len(pids[0]) == len(pids[1]) == 1 and pids[0] != pids[1],
           "one PID per process, two different PIDs")
    expect(9.9 <= r.elapsed < 20, "10 x 1 s")


def c_pool_map_pipe(r):
    lines = r.out.splitlines()
    expect(lines and lines[-1] == "结果: [1, 4, 9, 16]", "result line last")
    rest = lines[:-1]
    expect(len(rest) == len(set(rest)), "no duplicates")
    expect(set(rest) <= {"计算 %d 的平方..." % i for i in (1, 2, 3, 4)}, "unexpected line")
    expect(1.9 <= r.elapsed < 7, "4 workers in parallel: about 2 s")


def c_pool_map_tty(r):
    lines = r.out.splitlines()
    expect(lines and lines[-1] == "结果: [1, 4, 9, 16]", "result line last")
    expect(sorted(lines[:-1]) == ["计算 %d 的平方..." % i for i in (1, 2, 3, 4)],
           "four lines, any order")
    expect(1.9 <= r.elapsed < 7, "4 workers in parallel: about 2 s")


def c_manager_dict(r):
    import ast
    lines = r.out.splitlines()
    expect(len(lines) == 4, "4 lines expected")
    chain = {}
    for line in lines[:3]:
        m = re.fullmatch(r"进程 (key_\d) 修改了数据: (\{.*\})", line)
        expect(m, "unexpected line %r" % line)
        d = ast.literal_eval(m[2])
        expect(list(d)[-1] == m[1] and d[m[1]] == m[1].replace("key", "value"),
               "own key must be last")
        chain[len(d)] = list(d.items())
    expect(sorted(chain) == [1, 2, 3], "sizes 1,2,3")
    expect(chain[1] == chain[2][:1] and chain[2] == chain[3][:2], "one growing dict")
    m = re.fullmatch(r"最终共享字典内容: (\{.*\})", lines[3])
    expect(m and list(ast.literal_eval(m[1]).items()) == chain[3], "final dict")


def c_singleton_ids(r):
    lines = r.out.splitlines()
    expect(len(lines) == 20, "20 lines expected")
    names = [x for x in lines if len(x) == 1]
    ids = [x for x in lines if len(x) > 1]
    expect(sorted(names) == list("0123456789"), "names 0..9, each once")
    expect(len(ids) == 10 and len(set(ids)) == 1 and ids[0].isdigit(), "one identical id, 10 times")


GC_LINES = [r"gc: collecting generation [012]\.\.\.",
            r"gc: objects in each generation: \d+ \d+ \d+",
            r"gc: objects in permanent generation: \d+",
            r"gc: done, \d+ unreachable, \d+ uncollectable, [0-9.]+s elapsed",
            r"gc: collectable <[\w.]+ 0x[0-9a-fA-F]+>"]


def c_gc_debug(r):
    """Only the line shapes and the begin/end bracketing are checked."""
    expect(r.out == "", "nothing on stdout")
    lines = r.err.splitlines()
    for line in lines:
        expect(any(re.fullmatch(p, line) for p in GC_LINES), "unexpected line %r" % line)
    heads = [x for x in lines if x.startswith("gc: collecting")]
    dones = [x for x in lines if x.startswith("gc: done")]
    expect(heads and len(heads) == len(dones), "every collection has a begin and an end")
    expect(lines[0].startswith("gc: collecting") and lines[-1].startswith("gc: done"),
           "first/last line")


def c_gc_debug_driver(r):
    lines = r.err.splitlines()
    for line in lines:
        expect(any(re.fullmatch(p, line) for p in GC_LINES), "unexpected line %r" % line)
    expect([x for x in lines if x.startswith("gc: collecting")]
           == ["gc: collecting generation 2..."], "one collection of generation 2")
    kinds = re.findall(r"^gc: collectable <([\w.]+) 0x", r.err, re.M)
    expect(kinds == ["list", "list"], "two collectable lists, got %r" % kinds)
    expect("gc: done, 2 unreachable, 0 uncollectable, " in r.err, "2 unreachable")


def c_timer_periodic(r):
    expect(r.out == "执行定时任务...\n" * 2, "one line at once and one after 5 s")
    want = ("Traceback (most recent call last):\n"
            '  File "3_1_2_timer_periodic.py", line 10, in <module>\n'
            "    time.sleep(1)  # 主线程保持运行， 让出执行劝\n"
            "    ~~~~~~~~~~^^^\n"
            "KeyboardInterrupt\n")
    expect(r.err.startswith(want), "KeyboardInterrupt traceback of the main thread")
    expect(r.code in (-2, 130), "must end by SIGINT (shell status 130)")


URLS = ["https://example.com", "https://example.org", "https://example.net"]


def c_aiohttp_doc(r):
    begun = ["开始请求 " + u for u in URLS]
    lines = r.out.splitlines()
    expect(lines[:2] == begun[:2], "two requests begin at once (Semaphore(2))")
    if r.code == 0:                                   # with a network
        done = [x for x in lines if x.startswith("请求完成 ")]
        expect(len(lines) == 6 and len(done) == 3, "3 begun + 3 finished")
        expect(lines.index(begun[2]) > lines.index(done[0]), "third waits for a slot")
    else:                                             # no name resolution
        expect(r.code == 1 and set(lines) <= set(begun), "only 'begin' lines, status 1")
        last = r.err.rstrip().splitlines()[-1]
        expect(re.fullmatch(r"aiohttp\.client_exceptions\.ClientConnectorDNSError: Cannot "
                            r"connect to host example\.(com|org|net):443 ssl:default \[.+\]",
                            last), "last stderr line is %r" % last)
        for frame in ('line 24, in <module>', 'line 21, in main', 'line 7, in fetch'):
            expect('File "3_2_3_aiohttp_semaphore.py", ' + frame in r.err, "frame " + frame)


def c_aiohttp_local(r):
    urls = ["http://127.0.0.1:<port>/" + x for x in ("com", "org", "net")]
    lines = r.out.splitlines()
    begun = ["开始请求 " + u for u in urls]
    done = ["请求完成 %s, 状态码: 200" % u for u in urls]
    expect(sorted(lines) == sorted(begun + done), "3 begun + 3 finished")
    expect(lines[:2] == begun[:2], "two requests begin at once")
    expect(lines[2] in done[:2], "third request waits until one is finished")
    expect(r.err == "", "nothing on stderr")


CUSTOM = {k[2:]: v for k, v in globals().items() if k.startswith("c_")}


# --------------------------------------------------------------------------
# comparing
# --------------------------------------------------------------------------
def golden_path(entry, ext, variant=""):
    return GOLDEN / (entry["golden"] + variant + "." + ext)


def read_golden(entry, ext, variant=""):
    with open(golden_path(entry, ext, variant), encoding="utf-8", newline="") as f:
        return f.read()


def diff(a, b, label):
    d = list(difflib.unified_diff(a.splitlines(), b.splitlines(),
                                  "expected " + label, "got " + label, lineterm="", n=1))
    return "\n".join("      " + x for x in d[:24])


def compare(entry, r, variant=""):
    """-> list of problems, for one golden variant."""
    problems = []
    if r.timed_out:
        problems.append("timed out after %.0f s" % entry["timeout"])
    streams = [("stdout", "out"), ("stderr", "err")]
    for stream, ext in streams:
        mode = entry[stream]
        if variant:
            mode = "exact"
        got = normalise(entry, stream, getattr(r, ext))
        if mode == "ignore":
            continue
        if mode.startswith("custom:"):
            view = Result(normalise(entry, "stdout", r.out), normalise(entry, "stderr", r.err),
                          r.code, r.elapsed)
            try:
                CUSTOM[mode[7:]](view)
            except (AssertionError, IndexError, ValueError, SyntaxError) as e:
                problems.append("%s: invariant %s: %s" % (stream, mode[7:], e))
                problems.append("\n".join("      | " + x for x in got.splitlines()[:30]))
            continue
        want = read_golden(entry, ext, variant)
        if mode.startswith("sorted"):
            a, b = sorted(want.splitlines()), sorted(got.splitlines())
            want, got = "\n".join(a) + "\n", "\n".join(b) + "\n"
        if want != got:
            problems.append("%s differs\n%s" % (stream, diff(want, got, stream)))
    want = int(read_golden(entry, "code", variant))
    if r.code != want and not (want == -2 and r.code == 130) and not (
            entry.get("anycode") and not variant):
        problems.append("exit code %s, expected %s" % (r.code, want))
    lo, hi = entry.get("elapsed", (0, 10 ** 6))
    if not lo <= r.elapsed <= hi:
        problems.append("took %.2f s, expected %s..%s s" % (r.elapsed, lo, hi))
    return problems


def missing(entry, r):
    return entry.get("package") and (
        "No module named '%s'" % entry["package"]) in r.err + r.out


def update(entry, r):
    variant = "@missing" if missing(entry, r) else ""
    golden_path(entry, "out").parent.mkdir(parents=True, exist_ok=True)
    for stream, ext in (("stdout", "out"), ("stderr", "err")):
        s = normalise(entry, stream, getattr(r, ext))
        if stream == "stderr" and entry.get("golden_err") == "summary":
            s = re.sub(r"(?m)^gc: collectable .*\n", "", s)
            s = re.sub(r"\d+\.\d+s elapsed", "<t>s elapsed", s)
            s = re.sub(r"(generation: )\d[\d ]*", r"\1<n>", s)
            s = re.sub(r"done, \d+ unreachable", "done, <n> unreachable", s)
        with open(golden_path(entry, ext, variant), "w", encoding="utf-8", newline="") as f:
            f.write(s)
    with open(golden_path(entry, "code", variant), "w", encoding="utf-8") as f:
        f.write("%d\n" % r.code)


def one(interp, entry, args):
    notes = ""
    for _ in range(args.repeat):
        try:
            r = KINDS[entry["kind"]](interp, entry)
        except OSError as e:
            return entry, ["cannot run: %s" % e], 0.0, notes
        if args.update:
            update(entry, r)
        if missing(entry, r):
            if args.require_packages:
                problems = ["package %s is missing" % entry["package"]]
            else:
                problems = compare(entry, r, "@missing")
                notes = " (package %s absent: variant)" % entry["package"]
        else:
            problems = compare(entry, r)
        if problems:
            return entry, problems, r.elapsed, notes
    return entry, [], r.elapsed, notes


def load():
    with open(HERE / "manifest.toml", "rb") as f:
        m = tomllib.load(f)
    entries = []
    for e in m["script"]:
        e = {**m["defaults"], **e}
        e.setdefault("id", e["name"])
        g = e["id"]
        for tail in (".py",):
            if g.endswith(tail):
                g = g[:-len(tail)]
        e["golden"] = g.replace(".py@", "@")
        if e["kind"] not in KINDS:
            sys.exit("unknown kind in %s" % e["id"])
        for s in ("stdout", "stderr"):
            if e[s].startswith("custom:") and e[s][7:] not in CUSTOM:
                sys.exit("unknown invariant %s in %s" % (e[s], e["id"]))
        entries.append(e)
    ids = [e["id"] for e in entries]
    if len(ids) != len(set(ids)):
        sys.exit("duplicate ids: %s" % sorted({i for i in ids if ids.count(i) > 1}))
    return entries


def not_yet():
    """The patterns of NOT_YET.txt, one `pattern: reason` a line."""
    lines = (HERE / "NOT_YET.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(":")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def main():
    ap = argparse.ArgumentParser(description="golden-output runner")
    ap.add_argument("--interp", help="interpreter under test")
    ap.add_argument("--only", action="append", default=[])
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--repeat", type=int, default=1)
    ap.add_argument("--update", action="store_true")
    ap.add_argument("--require-packages", action="store_true")
    ap.add_argument("--list", action="store_true")
    ap.add_argument("--supported", action="store_true", help="leave out what NOT_YET.txt lists")
    ap.add_argument("--quiet", action="store_true", help="print failures only")
    args = ap.parse_args()
    entries = load()
    if args.only:
        entries = [e for e in entries
                   if any(fnmatch.fnmatch(e["id"], g) or fnmatch.fnmatch(e["id"], g + ".py")
                          for g in args.only)]
    if args.supported:
        patterns = not_yet()
        entries = [e for e in entries if not any(fnmatch.fnmatch(e["id"], p) for p in patterns)]
    if args.list:
        for e in entries:
            print(e["id"], e["kind"], e["stdout"], e["stderr"])
        return
    if not args.interp:
        sys.exit("--interp is required")
    interp = args.interp
    if os.sep in interp:
        interp = os.path.abspath(os.path.expanduser(interp))
    passed = failed = 0
    with ThreadPoolExecutor(max(1, args.jobs)) as pool:
        for fut in [pool.submit(one, interp, e, args) for e in entries]:
            e, problems, elapsed, notes = fut.result()
            if problems:
                failed += 1
                print("FAIL %s (%.1f s)%s" % (e["id"], elapsed, notes))
                for p in problems:
                    print("   " + p)
            else:
                passed += 1
                if not args.quiet:
                    print("ok   %s (%.1f s)%s" % (e["id"], elapsed, notes))
            sys.stdout.flush()
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
