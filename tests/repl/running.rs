//! Sessions about running what was typed: results, errors, interrupts, leaving, the environment.

use super::{Room, Script};
use rustix::process::{Signal, kill_process};

const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";

pub const SESSIONS: &[Script] = &[
    ("the banner and its absence", banner),
    ("the last value is bound to the underscore", underscore),
    ("None shows nothing", none),
    ("only the last statement of an entry shows its value", last_value),
    ("a display hook", display_hook),
    ("an uncaught exception and its lines", exception),
    ("a function keeps the lines of its own entry", own_lines),
    ("a syntax error", syntax_error),
    ("a syntax error in a block drops the whole entry", block_error),
    ("an error in the middle of several statements", middle_error),
    ("an exception hook", exception_hook),
    ("warnings name the entry", warning),
    ("Ctrl-C drops the entry", drop_entry),
    ("Ctrl-C drops an entry of several lines", drop_block),
    ("Ctrl-C interrupts a running program", interrupt),
    ("Ctrl-C interrupts a sleep", interrupt_sleep),
    ("Ctrl-C can be caught", catch_interrupt),
    ("a signal from outside at the prompt", outside),
    ("an alarm's handler runs at the prompt", alarm),
    ("other threads run while the prompt waits", threads),
    ("input() reads a line of its own", input),
    ("Ctrl-D leaves", leave),
    ("Ctrl-D deletes when there is something", not_leave),
    ("exit without parentheses", exit_word),
    ("quit without parentheses", quit_word),
    ("exit() with a status", exit_status),
    ("SystemExit with a text", exit_text),
    ("a word that is bound is a variable", bound_word),
    ("a word that is unbound again", unbound_word),
    ("copyright, credits and license", legal),
    ("clear clears the screen", clear),
    ("exit functions run when the session ends", at_exit),
    ("the file of PYTHONSTARTUP", startup),
    ("an error in PYTHONSTARTUP", startup_error),
    ("-i after a file", inspect_file),
    ("-i after a file that fails", inspect_failure),
    ("-i after a file that leaves", inspect_exit),
    ("PYTHONINSPECT set by the program", inspect_variable),
    ("a file without -i leaves", no_inspect),
    ("the plain prompt", basic),
    ("the plain prompt on a dumb terminal", dumb),
    ("tracebacks in colours", colours),
    ("syntax errors in colours", syntax_colours),
    ("NO_COLOR and PYTHON_COLORS", no_colours),
    ("recursion without end is an error", recursion),
    ("a large output", large_output),
    ("modules of the current folder", local_modules),
    ("top-level await", top_level_await),
    ("tasks live on between awaits", tasks),
    ("annotations and del at the prompt", annotations),
    ("inspect.getsource of a typed function", getsource),
];

fn banner(room: &mut Room) {
    let mut s = room.open_with(&[], &[]);
    s.shows("Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.");
    s.shows("Python 3.13.0");
    s.prompt();
    drop(s);
    let mut s = room.open_with(&["-q"], &[]);
    s.prompt();
    assert!(!s.screen.text().contains("Python"));
}

fn underscore(room: &mut Room) {
    let mut s = room.open();
    s.run("6 * 7");
    s.here();
    s.run("None");
    s.here();
    s.send("_ + 1\r");
    s.line("43");
}

fn none(room: &mut Room) {
    let mut s = room.open();
    s.run("None");
    s.here();
    s.run("x = 5");
    s.until("nothing between", |screen, _| screen.text() == ">>> None\n>>> x = 5\n>>>");
}

fn last_value(room: &mut Room) {
    let mut s = room.open();
    s.run("1; 2");
    s.until("the last value alone", |screen, _| screen.text() == ">>> 1; 2\n2\n>>>");
}

fn display_hook(room: &mut Room) {
    let mut s = room.open();
    s.run("import sys; sys.displayhook = lambda value: print('<', value, '>')");
    s.here();
    s.send("5\r");
    s.line("< 5 >");
    s.prompt();
    s.run("del sys.displayhook");
    s.here();
    s.send("5\r");
    s.line("RuntimeError: lost sys.displayhook");
}

fn exception(room: &mut Room) {
    let mut s = room.open();
    s.send("{'a': 1}['b'] + 1\r");
    s.line("Traceback (most recent call last):");
    s.line("  File \"<python-input-0>\", line 1, in <module>");
    s.line("    {'a': 1}['b'] + 1");
    s.line("    ~~~~~~~~^^^^^");
    s.line("KeyError: 'b'");
    s.prompt();
}

fn own_lines(room: &mut Room) {
    let mut s = room.open();
    s.send("def f(x):\rreturn 1 / x\r\r");
    s.prompt();
    s.run("a = 2");
    s.here();
    s.send("f(0)\r");
    s.line("  File \"<python-input-2>\", line 1, in <module>");
    s.line("    f(0)");
    s.line("    ~^^^");
    s.line("  File \"<python-input-0>\", line 2, in f");
    s.line("    return 1 / x");
    s.line("           ~~^~~");
    s.line("ZeroDivisionError: division by zero");
}

fn syntax_error(room: &mut Room) {
    let mut s = room.open();
    s.send("x = = 1\r");
    s.line("  File \"<python-input-0>\", line 1");
    s.line("    x = = 1");
    s.line("        ^");
    s.line("SyntaxError: invalid syntax");
    s.prompt();
}

fn block_error(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\rprint('seen')\r1 +\r\r");
    s.line("  File \"<python-input-0>\", line 3");
    s.line("SyntaxError: invalid syntax");
    s.prompt();
    assert!(s.screen.find(0, |line| line == "seen").is_none());
}

fn middle_error(room: &mut Room) {
    let mut s = room.open();
    s.send("\x1b[200~a = 1\n1 / 0\na = 2\n\x1b[201~\r");
    s.line("  File \"<python-input-0>\", line 2, in <module>");
    s.line("ZeroDivisionError: division by zero");
    s.prompt();
    s.send("a\r");
    s.line("1");
}

fn exception_hook(room: &mut Room) {
    let mut s = room.open();
    s.run("import sys; sys.excepthook = lambda kind, value, tb: print('hook:', kind.__name__)");
    s.here();
    s.send("nothing\r");
    s.line("hook: NameError");
    s.prompt();
}

fn warning(room: &mut Room) {
    let mut s = room.open();
    s.send("1 is 1\r");
    s.shows("<python-input-0>:1: SyntaxWarning: \"is\" with 'int' literal. Did you mean \"==\"?");
    s.line("True");
}

fn drop_entry(room: &mut Room) {
    let mut s = room.open();
    s.send("abc");
    s.shows("abc");
    s.send(CTRL_C);
    s.line("KeyboardInterrupt");
    s.prompt();
    s.send("1\r");
    s.line("1");
}

fn drop_block(room: &mut Room) {
    let mut s = room.open();
    s.send("while True:\rprint('never')\r");
    s.shows("...");
    s.send(CTRL_C);
    s.line("KeyboardInterrupt");
    s.prompt();
    assert!(s.screen.find(0, |line| line == "never").is_none());
}

fn interrupt(room: &mut Room) {
    let mut s = room.open();
    s.send("while True: x = print('running') if 'x' not in globals() else None\r\r");
    s.line("running");
    s.send(CTRL_C);
    s.line("KeyboardInterrupt");
    s.prompt();
    s.send("'alive'\r");
    s.line("'alive'");
}

fn interrupt_sleep(room: &mut Room) {
    let mut s = room.open();
    s.send("import time; print('sleeping'); time.sleep(1000)\r");
    s.line("sleeping");
    s.send(CTRL_C);
    s.line("KeyboardInterrupt");
    s.prompt();
}

fn catch_interrupt(room: &mut Room) {
    let mut s = room.open();
    s.send("try:\rprint('waiting')\rwhile True: pass\r\x7fexcept KeyboardInterrupt:\rprint('was', 'caught')\r\r");
    s.line("waiting");
    s.send(CTRL_C);
    // The terminal shows `^C` in front of it.
    s.shows("was caught");
    s.prompt();
}

fn outside(room: &mut Room) {
    let mut s = room.open();
    s.send("half");
    s.shows("half");
    kill_process(s.process(), Signal::INT).expect("a signal");
    s.line("KeyboardInterrupt");
    s.prompt();
    s.send("2\r");
    s.line("2");
}

fn alarm(room: &mut Room) {
    let mut s = room.open();
    s.run("import signal, os; h = signal.signal(signal.SIGUSR1, lambda n, f: print('heard', n))");
    s.here();
    kill_process(s.process(), Signal::USR1).expect("a signal");
    s.shows(&format!("heard {}", Signal::USR1.as_raw()));
    s.send("\r");
    s.send("'on'\r");
    s.line("'on'");
}

fn threads(room: &mut Room) {
    let mut s = room.open();
    s.send("import threading; t = threading.Timer(0, print, ['from the thread']); t.start()\r");
    s.shows("from the thread");
    s.send("\r'and here'\r");
    s.line("'and here'");
}

fn input(room: &mut Room) {
    let mut s = room.open();
    s.send("name = input('name: ')\r");
    s.until("the question", |screen, _| screen.line(screen.cursor().0) == "name:");
    s.send("ann\r");
    s.prompt();
    s.send("name\r");
    s.line("'ann'");
}

fn leave(room: &mut Room) {
    let mut s = room.open();
    s.send(CTRL_D);
    s.ends(0);
}

fn not_leave(room: &mut Room) {
    let mut s = room.open();
    s.send("12\x1b[D\x04\r");
    s.line("1");
    s.prompt();
}

fn exit_word(room: &mut Room) {
    let mut s = room.open();
    s.send("exit\r");
    s.ends(0);
}

fn quit_word(room: &mut Room) {
    let mut s = room.open();
    s.send("  quit \r");
    s.ends(0);
}

fn exit_status(room: &mut Room) {
    let mut s = room.open();
    s.send("exit(7)\r");
    s.ends(7);
}

fn exit_text(room: &mut Room) {
    let mut s = room.open();
    s.send("raise SystemExit('the reason')\r");
    s.line("the reason");
    s.ends(1);
}

fn bound_word(room: &mut Room) {
    let mut s = room.open();
    s.run("exit = 'mine'; help = 'too'");
    s.here();
    s.send("exit\r");
    s.line("'mine'");
    s.prompt();
    s.send("help\r");
    s.line("'too'");
}

fn unbound_word(room: &mut Room) {
    let mut s = room.open();
    s.run("quit = 1; del quit");
    s.here();
    s.send("quit\r");
    s.ends(0);
}

fn legal(room: &mut Room) {
    let mut s = room.open();
    s.send("copyright\r");
    s.shows("MIT and Apache 2.0");
    s.prompt();
    s.run("credits");
    s.here();
    s.run("license");
}

fn clear(room: &mut Room) {
    let mut s = room.open();
    s.run("'before'");
    s.send("clear\r");
    s.until("a clear screen", |screen, _| screen.text() == ">>>");
}

fn at_exit(room: &mut Room) {
    let mut s = room.open();
    s.run("import atexit; f = atexit.register(print, 'the', 'end')");
    s.here();
    s.send(CTRL_D);
    s.line("the end");
    s.ends(0);
}

fn startup(room: &mut Room) {
    room.write("start.py", "import math\nprint('started as', __name__)\nthree = 3\n");
    let mut s = room.open_with(&["-q"], &[("PYTHONSTARTUP", "start.py")]);
    s.shows("started as __main__");
    s.prompt();
    s.send("three, math.pi > three\r");
    s.line("(3, True)");
}

fn startup_error(room: &mut Room) {
    room.write("start.py", "before = 1\n1 / 0\n");
    let mut s = room.open_with(&["-q"], &[("PYTHONSTARTUP", "start.py")]);
    s.shows("ZeroDivisionError: division by zero");
    s.prompt();
    s.send("before\r");
    s.line("1");
}

fn inspect_file(room: &mut Room) {
    room.write("program.py", "import sys\nvalue = sys.argv\nprint('done')\n");
    let mut s = room.open_with(&["-i", "program.py", "a", "b"], &[]);
    s.shows("done");
    s.prompt();
    s.send("value\r");
    s.line("['program.py', 'a', 'b']");
    s.prompt();
    s.send(CTRL_D);
    s.ends(0);
}

fn inspect_failure(room: &mut Room) {
    room.write("program.py", "value = 4\nvalue / 0\n");
    let mut s = room.open_with(&["-i", "program.py"], &[]);
    s.shows("ZeroDivisionError: division by zero");
    s.prompt();
    s.send("value\r");
    s.line("4");
    s.prompt();
    s.send("import sys; type(sys.last_exc).__name__\r");
    s.line("'ZeroDivisionError'");
}

fn inspect_exit(room: &mut Room) {
    room.write("program.py", "value = 4\nraise SystemExit(3)\n");
    let mut s = room.open_with(&["-i", "program.py"], &[]);
    s.shows("SystemExit: 3");
    s.prompt();
    s.send("value\r");
    s.line("4");
}

fn inspect_variable(room: &mut Room) {
    room.write("program.py", "value = 4\nprint('ran')\n");
    let mut s = room.open_with(&["program.py"], &[("PYTHONINSPECT", "1")]);
    s.shows("ran");
    s.prompt();
    s.send("value\r");
    s.line("4");
}

fn no_inspect(room: &mut Room) {
    room.write("program.py", "print('ran')\nraise SystemExit(3)\n");
    let mut s = room.open_with(&["program.py"], &[]);
    s.shows("ran");
    s.ends(3);
}

fn basic(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("PYTHON_BASIC_REPL", "1")]);
    s.prompt();
    s.send("def f():\n    return 1 / 0\n\nf()\n");
    s.line("  File \"<stdin>\", line 1, in <module>");
    s.line("  File \"<stdin>\", line 2, in f");
    s.line("    return 1 / 0");
    s.line("ZeroDivisionError: division by zero");
    s.prompt();
    s.send("exit\n");
    s.shows("Use exit() or Ctrl-D (i.e. EOF) to exit");
    s.prompt();
    s.send(CTRL_D);
    s.ends(0);
}

fn dumb(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("TERM", "dumb")]);
    s.prompt();
    s.send("1 + 1\n");
    s.line("2");
    s.prompt();
    assert!(!s.raw.contains(&0x1b), "no escape sequences");
}

fn colours(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("PYTHON_COLORS", "1")]);
    s.prompt();
    s.send("1 / 0\r");
    s.line("ZeroDivisionError: division by zero");
    let raw = String::from_utf8_lossy(&s.raw).into_owned();
    for part in [
        "  File \x1b[35m\"<python-input-0>\"\x1b[0m, line \x1b[35m1\x1b[0m, in \x1b[35m<module>\x1b[0m\r\n",
        "    \x1b[31m1 \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m 0\x1b[0m\r\n",
        "    \x1b[31m~~\x1b[0m\x1b[1;31m^\x1b[0m\x1b[31m~~\x1b[0m\r\n",
        "\x1b[1;35mZeroDivisionError\x1b[0m: \x1b[35mdivision by zero\x1b[0m\r\n",
    ] {
        assert!(raw.contains(part), "{part:?} is not in {raw:?}");
    }
}

fn syntax_colours(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("PYTHON_COLORS", "1")]);
    s.prompt();
    s.send("def f(: pass\r");
    s.line("SyntaxError: invalid syntax");
    let raw = String::from_utf8_lossy(&s.raw).into_owned();
    for part in [
        "  File \x1b[35m\"<python-input-0>\"\x1b[0m, line \x1b[35m1\x1b[0m\r\n",
        "    def f(\x1b[1;31m:\x1b[0m pass\r\n          \x1b[1;31m^\x1b[0m\r\n",
        "\x1b[1;35mSyntaxError\x1b[0m: \x1b[35minvalid syntax\x1b[0m\r\n",
    ] {
        assert!(raw.contains(part), "{part:?} is not in {raw:?}");
    }
}

fn no_colours(room: &mut Room) {
    for environment in [&[("NO_COLOR", "")][..], &[("PYTHON_COLORS", "0"), ("FORCE_COLOR", "1")]] {
        let mut s = room.open_with(&["-q"], environment);
        s.prompt();
        s.send("1 / 0\r");
        s.line("ZeroDivisionError: division by zero");
        s.prompt();
        assert!(!String::from_utf8_lossy(&s.raw).contains("\x1b[1;3"), "no colours");
    }
}

fn recursion(room: &mut Room) {
    let mut s = room.open();
    s.block("def f(): return f()");
    s.send("f()\r");
    s.line("RecursionError: maximum recursion depth exceeded");
    s.prompt();
}

fn large_output(room: &mut Room) {
    let mut s = room.open();
    s.send("for i in range(3000): print('line', i)\r\r");
    s.line("line 2999");
    s.prompt();
}

fn local_modules(room: &mut Room) {
    room.write("neighbour.py", "answer = 42\n");
    let mut s = room.open();
    s.send("import neighbour; neighbour.answer\r");
    s.line("42");
}

fn top_level_await(room: &mut Room) {
    let mut s = room.open();
    s.run("import asyncio");
    s.here();
    s.send("await asyncio.sleep(0, 'shown')\r");
    s.line("'shown'");
    s.prompt();
    s.run("x = await asyncio.sleep(0, 5)");
    s.here();
    s.send("x + 1\r");
    s.line("6");
    s.prompt();
    s.block("async def f(): raise ValueError('inside')");
    s.send("await f()\r");
    s.line("ValueError: inside");
    s.prompt();
}

fn tasks(room: &mut Room) {
    let mut s = room.open();
    s.run("import asyncio");
    s.here();
    s.block("async def job(): await asyncio.sleep(0); return 'job done'");
    s.block("async def begin(): return asyncio.create_task(job())");
    s.run("t = await begin()");
    s.here();
    s.send("await t\r");
    s.line("'job done'");
}

fn annotations(room: &mut Room) {
    let mut s = room.open();
    s.run("x: int = 3");
    s.here();
    s.send("__annotations__\r");
    s.line("{'x': <class 'int'>}");
    s.prompt();
    s.run("del x");
    s.here();
    s.send("x\r");
    s.line("NameError: name 'x' is not defined");
}

fn getsource(room: &mut Room) {
    let mut s = room.open();
    s.send("def f():\rreturn 'here'\r\r");
    s.prompt();
    s.send("import inspect; print(inspect.getsource(f), end='')\r");
    s.line("def f():");
    s.line("    return 'here'");
}
