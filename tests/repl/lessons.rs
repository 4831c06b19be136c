//! Sessions about completion, `name?`, and the `%` commands.

use super::{Room, Script, child};
use std::time::Duration;

const TAB: &str = "\t";

pub const SESSIONS: &[Script] = &[
    ("completion of a built-in name", builtin),
    ("completion of a name of the session", own_name),
    ("completion of a keyword", keyword),
    ("several candidates are listed", candidates),
    ("the common part is filled in", common),
    ("completion of attributes", attributes),
    ("completion runs no properties", properties),
    ("completion of private attributes when asked for", private),
    ("completion of modules and submodules", modules),
    ("completion of modules of the current folder", local_modules),
    ("completion of what a module has", members),
    ("completion of keyword arguments", arguments),
    ("completion of the keys of a dict", keys),
    ("completion in the middle of an entry", middle),
    ("completion inside a string does nothing", text),
    ("F1 shows the keys", help_key),
    ("F1 keeps the entry", help_keeps),
    ("F2 shows the history without prompts", history_key),
    ("help without parentheses", help_word),
    ("a question mark behind a name", question),
    ("two question marks show the source", questions),
    ("a question about what is not there", no_answer),
    ("%time and %timeit", time),
    ("%who lists names", who),
    ("%refs counts", refs),
    ("%mro merges", mro),
    ("%mro explains a conflict", conflict),
    ("%scopes of a closure", scopes),
    ("%explain of the last exception", explain),
    ("%explain of a syntax error", explain_syntax),
    ("%run runs a file", run_file),
    ("an unknown command", unknown),
    ("an error in a command's code shows only that code", command_error),
    ("a percent sign inside Python is Python", percent),
    ("every lesson's programs do what it says", all_lessons),
    ("taipan mro", mro_command),
    ("taipan scopes", scopes_command),
    ("taipan explain", explain_command),
    ("a file called like a command comes first", file_first),
];

fn builtin(room: &mut Room) {
    let mut s = room.open();
    s.send("isinst");
    s.send(TAB);
    s.entry(&[">>> isinstance("]);
    s.send("1, int)\r");
    s.line("True");
}

fn own_name(room: &mut Room) {
    let mut s = room.open();
    s.run("wonderful = 5");
    s.here();
    s.send("wond\t\r");
    s.line("5");
}

fn keyword(room: &mut Room) {
    let mut s = room.open();
    s.send("lamb\t: 3\r");
    s.shows(">>> lambda : 3");
    s.shows("<function <lambda> at");
}

fn candidates(room: &mut Room) {
    let mut s = room.open();
    s.run("apple_1 = apple_2 = apple_30 = 1");
    s.here();
    s.send("apple_\t");
    s.entry(&[">>> apple_", "apple_1   apple_2   apple_30"]);
    s.cursor(0, 10);
    s.send("3\t");
    s.entry(&[">>> apple_30"]);
}

fn common(room: &mut Room) {
    let mut s = room.open();
    s.run("common_one = common_two = 1");
    s.here();
    s.send("comm\t");
    s.entry(&[">>> common_"]);
    s.send("t\t\r");
    s.line("1");
}

fn attributes(room: &mut Room) {
    let mut s = room.open();
    s.send("'abc'.upp");
    s.send("\x15");
    s.run("word = 'abc'");
    s.here();
    s.send("word.upp\t)\r");
    s.line("'ABC'");
}

fn properties(room: &mut Room) {
    let mut s = room.open();
    s.send("class A:\r@property\rdef value(self): print('never'); return [1]\r\r");
    s.prompt();
    s.run("a = A()");
    s.here();
    s.send("a.val\t");
    s.entry(&[">>> a.value"]);
    s.send(".app\t");
    s.entry(&[">>> a.value.app"]);
    s.send("\x15");
    s.run("0");
    assert!(s.screen.find(0, |line| line == "never").is_none());
}

fn private(room: &mut Room) {
    let mut s = room.open();
    s.block("class A: _hidden = 4; shown = 5");
    s.send("A.\t");
    s.shows("A.shown");
    s.send("\x15A._hid\t\r");
    s.line("4");
}

fn modules(room: &mut Room) {
    let mut s = room.open();
    s.send("import colle\t");
    s.entry(&[">>> import collections"]);
    s.send(".a\t\r");
    s.shows(">>> import collections.abc");
    s.prompt();
    s.send("from concurrent.fut\t");
    s.entry(&[">>> from concurrent.futures"]);
}

fn local_modules(room: &mut Room) {
    room.write("my_neighbour.py", "");
    room.write("my_package/__init__.py", "");
    room.write("my_package/inner_part.py", "");
    let mut s = room.open();
    s.send("import my_n\t");
    s.entry(&[">>> import my_neighbour"]);
    s.send(", my_package.\t\r");
    s.shows(">>> import my_neighbour, my_package.inner_part");
    s.prompt();
}

fn members(room: &mut Room) {
    let mut s = room.open();
    s.send("from textwrap import ded\t\r");
    s.shows(">>> from textwrap import dedent");
    s.prompt();
    s.send("dedent('  x')\r");
    s.line("'x'");
}

fn arguments(room: &mut Room) {
    let mut s = room.open();
    s.send("def f(first, *, zeroth=0): return first, zeroth\r\r");
    s.prompt();
    s.send("f(1, zero\t5)\r");
    s.shows(">>> f(1, zeroth=5)");
    s.line("(1, 5)");
}

fn keys(room: &mut Room) {
    let mut s = room.open();
    s.run("d = {'alpha': 1, 'beta': 2}");
    s.here();
    s.send("d['al\t\r");
    s.shows(">>> d['alpha']");
    s.line("1");
}

fn middle(room: &mut Room) {
    let mut s = room.open();
    s.send("for counter in range(2):\rprint(coun\t * 10)\r\r");
    s.shows("    print(counter * 10)");
    s.line("10");
}

fn text(room: &mut Room) {
    let mut s = room.open();
    s.send("'pri\t");
    s.send("'\r");
    s.line("'pri'");
}

fn help_key(room: &mut Room) {
    let mut s = room.open();
    s.send("\x1bOP");
    s.shows("Keys of the prompt:");
    s.shows("paste mode");
    s.prompt();
}

fn help_keeps(room: &mut Room) {
    let mut s = room.open();
    s.send("123\x1bOP");
    s.shows("Keys of the prompt:");
    s.until("the entry", |screen, _| {
        let (row, column) = screen.cursor();
        screen.line(row) == ">>> 123" && column == 7
    });
    s.send("4\r");
    s.line("1234");
}

fn history_key(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\r'shown'\r\r");
    s.line("'shown'");
    s.prompt();
    s.send("\x1bOQ");
    s.until("the history", |screen, _| screen.find(0, |line| line == "if 1:").is_some());
    s.line("    'shown'");
    s.prompt();
}

fn help_word(room: &mut Room) {
    let mut s = room.open();
    s.send("help\r");
    s.shows("F1 lists the keys of this prompt, %help its commands.");
    s.until("the prompt of the help utility", |screen, _| screen.line(screen.cursor().0) == "help>");
    s.send("quit\r");
    s.prompt();
    s.send("%help\r");
    s.shows("%scopes FUNC");
    s.prompt();
}

fn question(room: &mut Room) {
    let mut s = room.open();
    s.send("def area(width, height=2):\r'The area of a rectangle.'\rreturn width * height\r\r");
    s.prompt();
    s.send("area?\r");
    s.line("Type:      function");
    s.line("Signature: area(width, height=2)");
    s.line("Found as:  global name of this session");
    s.line("Defined:   <python-input-0>, line 1");
    s.line("Doc:       The area of a rectangle.");
    s.prompt();
    s.send("len?\r");
    s.line("Found as:  built-in name");
    s.prompt();
}

fn questions(room: &mut Room) {
    let mut s = room.open();
    s.block("class Base: pass");
    s.send("class Sub(Base):\rdef go(self):\rreturn 'go'\r\r");
    s.prompt();
    s.send("Sub.go??\r");
    s.line("Source:");
    s.line("    def go(self):");
    s.line("        return 'go'");
    s.prompt();
    s.send("Sub??\r");
    s.line("MRO:       Sub -> Base -> object");
    s.prompt();
}

fn no_answer(room: &mut Room) {
    let mut s = room.open();
    s.send("nothing?\r");
    s.line("name 'nothing' is not defined");
    s.prompt();
    s.send("(1 + 2)?\r");
    s.line("'(1 + 2)' is no name; bind the value to a name first");
    s.prompt();
}

fn time(room: &mut Room) {
    let mut s = room.open();
    s.send("%time sum(range(10))\r");
    s.line("45");
    s.shows("time: ");
    s.prompt();
    s.send("%timeit -n 3 -r 2 1 + 1\r");
    s.shows("3 loops, best of 2: ");
    s.prompt();
}

fn who(room: &mut Room) {
    let mut s = room.open();
    s.run("import math; number = 3; name = 'ann'");
    s.here();
    s.send("%who\r");
    s.line("math    module  module math");
    s.line("name    str     'ann'");
    s.line("number  int     3");
    s.prompt();
}

fn refs(room: &mut Room) {
    let mut s = room.open();
    s.run("a = [1]; b = {'key': a}; c = (a, a)");
    s.here();
    s.send("%refs a\r");
    s.line("references: 4; sys.getrefcount(a) says 5, because its argument is one more");
    s.line("generation 0 of the garbage collector");
    s.line("referred to by:");
    s.line("  global name a of module __main__");
    s.line("  item 0 of the tuple ([1], [1])");
    s.line("  item 1 of the tuple ([1], [1])");
    s.line("  value of key 'key' in the dict {'key': [1]}");
    s.prompt();
}

fn mro(room: &mut Room) {
    let mut s = room.open();
    for line in ["class A: pass", "class B(A): pass", "class C(A): pass", "class D(B, C): pass"] {
        s.block(line);
    }
    s.send("%mro D\r");
    s.line("L[D] = D + merge(L[B], L[C], [B, C])");
    s.line("step 1: merge [B, A, object] [C, A, object] [B, C]");
    s.line("        take B: no list has it behind its head");
    s.line("step 2: merge [A, object] [C, A, object] [C]");
    s.line("        A has to wait: it stands behind C in [C, A, object]");
    s.line("        take C: no list has it behind its head");
    s.line("L[D] = D -> B -> C -> A -> object");
    s.prompt();
}

fn conflict(room: &mut Room) {
    let mut s = room.open();
    s.block("class A: pass");
    s.block("class B(A): pass");
    s.send("%mro A, B\r");
    s.line("        no head is left that could be taken: there is no consistent order");
    s.line("Cannot create NEW: each of A, B would have to come before another of them.");
    s.prompt();
}

fn scopes(room: &mut Room) {
    let mut s = room.open();
    s.send("\x1b[200~def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n    return step\n");
    s.send("\x1b[201~\r");
    s.prompt();
    s.send("%scopes counter\r");
    s.line("function counter, line 1");
    s.line("  step  local  assigned in line 3");
    s.line("  n     cell   assigned in line 2; shared with step");
    s.line("function counter.<locals>.step, line 3");
    s.line("  n  free  from function counter, line 1; nonlocal in line 4, assigned in line 5");
    s.prompt();
}

fn explain(room: &mut Room) {
    let mut s = room.open();
    s.send("%explain\r");
    s.shows("Nothing has gone wrong yet");
    s.prompt();
    s.run("[1, 2][5]");
    s.here();
    s.send("%explain\r");
    s.line("IndexError: list index out of range");
    s.line("It was raised in <python-input-0>, line 1, in <module>.");
    s.line("IndexError: an index beyond the end");
    s.line("Right:");
    s.prompt();
}

fn explain_syntax(room: &mut Room) {
    let mut s = room.open();
    s.run("print 1");
    s.here();
    s.send("%explain\r");
    s.line("SyntaxError: a call without parentheses");
    s.prompt();
}

fn run_file(room: &mut Room) {
    room.write("program.py", "import sys\nresult = sys.argv[1:]\nprint('ran', __name__)\n");
    let mut s = room.open();
    s.send("%run program.py one 'two three'\r");
    s.line("ran __main__");
    s.prompt();
    s.send("result\r");
    s.line("['one', 'two three']");
    s.prompt();
    s.send("%run nowhere.py\r");
    s.line("%run: can't open file 'nowhere.py': No such file or directory");
    s.prompt();
}

fn unknown(room: &mut Room) {
    let mut s = room.open();
    s.send("%scope f\r");
    s.line("unknown command %scope; did you mean %scopes?");
    s.prompt();
}

fn command_error(room: &mut Room) {
    let mut s = room.open();
    s.send("%time 1 / 0\r");
    s.line("Traceback (most recent call last):");
    s.line("  File \"<timed>\", line 1, in <module>");
    s.line("ZeroDivisionError: division by zero");
    s.prompt();
    assert!(!s.screen.text().contains("_taipan_shell"));
}

fn percent(room: &mut Room) {
    let mut s = room.open();
    s.send("(7\r% 4)\r");
    s.line("3");
    s.prompt();
}

/// Runs the interpreter without a terminal.
fn command(room: &Room, arguments: &[&str]) -> child::Outcome {
    let mut command = child::command(&child::interpreter(), &room.folder);
    command.args(arguments);
    child::finish(command, None, Duration::from_secs(100)).expect("the interpreter runs")
}

fn all_lessons(room: &mut Room) {
    let program = "\
import contextlib, io
from _taipan_shell.texts import LESSONS
from _taipan_shell.lessons import find
for lesson in LESSONS:
    for text, fails in ((lesson.wrong, True), (lesson.right, False)):
        found = None
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(text, '<lesson>', 'exec'), {'__name__': 'lesson'})
        except BaseException as error:
            found = find(error)[0]
            if not fails:
                print('fails:', lesson.title, repr(error))
        if fails and found is not lesson:
            print('another lesson for', lesson.title, found and found.title)
print('at least 50:', len(LESSONS) >= 50)
";
    room.write("all.py", program);
    let outcome = command(room, &["all.py"]);
    assert_eq!((outcome.out.as_str(), outcome.err.as_str(), outcome.code), ("at least 50: True\n", "", 0));
}

fn mro_command(room: &mut Room) {
    room.write("shapes.py", "print('noise')\nclass A: pass\nclass B(A): pass\nclass Bad(A, B): pass\n");
    let outcome = command(room, &["mro", "shapes.py:B"]);
    assert!(outcome.out.ends_with("L[B] = B -> A -> object\n") && !outcome.out.contains("noise"), "{}", outcome.out);
    assert_eq!((outcome.err.as_str(), outcome.code), ("", 0));
    let outcome = command(room, &["mro", "shapes.py:Bad"]);
    assert!(outcome.out.contains("Cannot create Bad: each of A, B"), "{}", outcome.out);
    let outcome = command(room, &["mro", "shapes.py:Nowhere"]);
    assert!(outcome.err.contains("Cannot create a consistent method resolution order"), "{}", outcome.err);
    assert!(outcome.err.starts_with("Traceback (most recent call last):\n  File \"shapes.py\", line 4"), "{}", outcome.err);
    assert_eq!(outcome.code, 1);
    for arguments in [&["mro"][..], &["mro", "shapes.py"], &["mro", "nofile.py:A"]] {
        let outcome = command(room, arguments);
        assert_eq!((outcome.out.as_str(), outcome.code), ("", 2), "{}", outcome.err);
    }
}

fn scopes_command(room: &mut Room) {
    room.write("program.py", "LIMIT = 1\ndef f(a):\n    b = a + LIMIT + c\n    return lambda: b\n1 / 0\n");
    let outcome = command(room, &["scopes", "program.py:f"]);
    let expected = "\
function f, line 2
  a      local   parameter
  b      cell    assigned in line 3; shared with <lambda>
  LIMIT  global  used in line 3, not bound here or in a function around; assigned in line 1 of the module
  c      global  used in line 3, not bound here or in a function around; nothing has bound it so far: NameError unless that happens

lambda f.<locals>.<lambda>, line 4
  b  free  from function f, line 2; used in line 4
";
    assert_eq!((outcome.out.as_str(), outcome.err.as_str(), outcome.code), (expected, "", 0));
    let outcome = command(room, &["scopes", "program.py"]);
    assert!(outcome.out.starts_with("module\n"), "{}", outcome.out);
    room.write("declared.py", "x = 1\ndef f():\n    global x\n    x = 2\n");
    let outcome = command(room, &["scopes", "declared.py"]);
    assert!(outcome.out.contains("  x  global  assigned in line 1, declared global in f\n"), "{}", outcome.out);
    assert!(outcome.out.contains("  x  global  global in line 3, assigned in line 4\n"), "{}", outcome.out);
    room.write("broken.py", "def f(:\n");
    let outcome = command(room, &["scopes", "broken.py"]);
    assert_eq!((outcome.out.as_str(), outcome.code), ("", 2), "{}", outcome.err);
}

fn explain_command(room: &mut Room) {
    let outcome = command(room, &["explain", "UnboundLocalError"]);
    assert!(outcome.out.contains("global count"), "{}", outcome.out);
    assert_eq!((outcome.err.as_str(), outcome.code), ("", 0));
    let outcome = command(room, &["explain", "NameEror"]);
    assert!(outcome.err.contains("did you mean NameError?"), "{}", outcome.err);
    assert_eq!(outcome.code, 2);
    let outcome = command(room, &["--help-repl"]);
    assert!(outcome.out.contains("paste mode") && outcome.out.contains("%timeit"), "{}", outcome.out);
}

fn file_first(room: &mut Room) {
    room.write("mro", "print('a file called mro')\n");
    let outcome = command(room, &["mro", "shapes.py:A"]);
    assert_eq!(outcome.out, "a file called mro\n");
    room.write("shapes.py", "class A: pass\n");
    let outcome = command(room, &["--run-mro", "shapes.py:A"]);
    assert!(outcome.out.ends_with("L[A] = A -> object\n"), "{} {}", outcome.out, outcome.err);
}
