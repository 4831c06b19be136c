//! `taipan test`, `taipan check`, `taipan man` and `taipan completions` from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::child;

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("taipan-tools-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).ok();
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("a folder can be made");
        }
        fs::write(path, text).expect("a file can be written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Standard output, standard error and exit status of a command line.
fn taipan(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(child::interpreter());
    command.args(arguments).current_dir(folder).env_remove("PYTHONPATH");
    let output = command.output().expect("the interpreter can be run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

#[test]
fn scripts_are_compared_with_their_recordings() {
    let folder = Folder::new("test");
    folder.write("good.py", "import sys\nprint('one')\nprint(object(), file=sys.stderr)\nsys.exit(3)\n");
    folder.write("good.out", "one\n");
    folder.write("good.err", "<object object at 0x7f0000001230>\n");
    folder.write("good.code", "3\n");
    folder.write("input.py", "print(input())\n");
    folder.write("input.in", "a line\n");
    folder.write("input.out", "a line\n");
    folder.write("fails.py", "1 / 0\n");
    folder.write(
        "fails.err",
        "Traceback (most recent call last):\n  File \"fails.py\", line 1, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: division \
         by zero\n",
    );
    folder.write("fails.code", "1\n");
    assert_eq!(taipan(&folder.0, &["test", "."]), ("3 passed, 0 failed\n".to_owned(), String::new(), 0));
    let (out, _, code) = taipan(&folder.0, &["test", "--exact", ".", "--only", "good"]);
    assert!(out.contains("FAIL good.py") && out.ends_with("0 passed, 1 failed\n") && code == 1, "{out}");
    folder.write("good.out", "two\n");
    let (out, _, code) = taipan(&folder.0, &["test", ".", "--jobs", "1"]);
    assert!(out.contains("  -two\n") && out.contains("  +one\n") && out.ends_with("2 passed, 1 failed\n") && code == 1, "{out}");
}

#[test]
fn scripts_are_recorded() {
    let folder = Folder::new("record");
    folder.write("area/one.py", "print(1)\n");
    folder.write("area/nothing.py", "");
    folder.write("other/chance.py", "import random\nprint(random.random())\n");
    let own = child::interpreter();
    let own = own.to_string_lossy();
    let (out, _, code) = taipan(&folder.0, &["test", "--record", &own, "."]);
    assert!(out.contains("FAIL other/chance.py") && out.contains("something else at every run") && code == 1, "{out}");
    assert!(out.ends_with("3 scripts, 2 recorded anew, 1 refused\n"), "{out}");
    assert_eq!(fs::read_to_string(folder.0.join("area/one.out")).ok().as_deref(), Some("1\n"));
    assert_eq!(fs::read_to_string(folder.0.join("area/nothing.out")).ok().as_deref(), Some(""));
    assert_eq!(taipan(&folder.0, &["test", "area"]).0, "2 passed, 0 failed\n");
    assert!(taipan(&folder.0, &["test", "other"]).0.contains("is not recorded"));
}

#[test]
fn tools_say_what_is_wrong_with_their_arguments() {
    let folder = Folder::new("usage");
    for arguments in [
        &["test"][..],
        &["test", "--missing", "."],
        &["test", "--jobs", "none", "."],
        &["test", "no-such-folder"],
        &["check"],
        &["check", "--nothing", "x.py"],
        &["completions"],
        &["completions", "tcsh"],
        &["man", "page"],
    ] {
        let (out, err, code) = taipan(&folder.0, arguments);
        assert!(
            out.is_empty() && err.starts_with(&format!("taipan {}: ", arguments[0])) && code == 2,
            "{arguments:?}: {out}{err}"
        );
    }
    // A script of that name comes first; the long form never looks.
    folder.write("check", "print('a script')\n");
    assert_eq!(taipan(&folder.0, &["check"]).0, "a script\n");
    assert_eq!(taipan(&folder.0, &["--run-check"]).2, 2);
}

/// A source text and what is found in it, without the name of the file.
const CHECKED: &[(&str, &[&str])] = &[
    ("import sys, os.path, json\nprint(sys.argv, os.path.join('a', 'b'), json.dumps)\n", &[]),
    ("import numpy as np\n", &["1:8: missing module: there is no module 'numpy'; use lists, array, math and statistics"]),
    (
        "import tkinter\nfrom sqlite3 import connect\n",
        &[
            "1:8: missing module: module 'tkinter' of the standard library is not supported; use input() and print()",
            "2:1: missing module: module 'sqlite3' of the standard library is not supported; use json or pickle on files",
        ],
    ),
    ("from math import sqrt, nothing\n", &["1:24: missing name: module 'math' has no 'nothing' here"]),
    ("import math\nx = math.pi\ny = [math.nope for _ in x]\n", &["3:6: missing name: module 'math' has no 'nope' here"]),
    ("import math\nmath = 1\nmath.nope\n", &[]),
    ("def f(math):\n    return math.nope\nimport math\n", &[]),
    ("import sys\nsys.extra = 1\nprint(sys.extra)\n", &[]),
    ("try:\n    import numpy\nexcept ImportError:\n    numpy = None\n", &[]),
    ("try:\n    import numpy\nexcept (ValueError, ModuleNotFoundError):\n    pass\n", &[]),
    (
        "try:\n    import numpy\nexcept ValueError:\n    pass\n",
        &["2:12: missing module: there is no module 'numpy'; use lists, array, math and statistics"],
    ),
    ("import sys\nif sys.platform == 'win32':\n    import winreg\n", &[]),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy\n", &[]),
    ("import beside\nimport package.inner\nfrom . import x\n", &[]),
    ("import package.missing.deeper\n", &[]),
    (
        "import importlib\nm = importlib.import_module('turtle')\n__import__('turtle')\n",
        &[
            "2:29: missing module: module 'turtle' of the standard library is not supported",
            "3:12: missing module: module 'turtle' of the standard library is not supported",
        ],
    ),
    (
        "import sys\nsys.settrace(print)\nbreakpoint()\n",
        &[
            "2:1: unsupported feature: sys.settrace is not supported; decorate the functions that matter, or run with --explain=refs",
            "3:1: unsupported feature: breakpoint() is not supported; print values, or run with --explain=refs",
        ],
    ),
    ("def breakpoint(): pass\nbreakpoint()\n", &[]),
    ("é = 1; import numpy\n", &["1:15: missing module: there is no module 'numpy'; use lists, array, math and statistics"]),
    (
        "x = = 1\nprint 'a'\ny = 2\nreturn 3\n",
        &[
            "1:5: syntax error: invalid syntax",
            "2:1: syntax error: Missing parentheses in call to 'print'. Did you mean print(...)?; write print(...)",
            "4:1: syntax error: 'return' outside function",
        ],
    ),
    (
        "def f(:\n    x = 1\n    return x\nimport numpy\nclass C\n    y = 2\n",
        &[
            "1:7: syntax error: invalid syntax",
            "4:8: missing module: there is no module 'numpy'; use lists, array, math and statistics",
            "5:8: syntax error: expected ':'",
        ],
    ),
    ("x = (1,\n    2\ny = 3\n", &["1:5: syntax error: '(' was never closed; close the bracket"]),
    (
        "x = '''never ends\nprint 1\n",
        &[
            "1:5: syntax error: unterminated triple-quoted string literal (detected at line 2); close the string with the quotes that \
           it begins with",
        ],
    ),
    ("else:\n    pass\nx = 1 +\n", &["1:1: syntax error: invalid syntax", "3:8: syntax error: invalid syntax"]),
    (
        "def f():\n    await g()\n",
        &["2:5: syntax error: 'await' outside async function; put it into an `async def` and start that with asyncio.run()"],
    ),
    (
        "break\nnonlocal x\n",
        &["1:1: syntax error: 'break' outside loop", "2:1: syntax error: nonlocal declaration not allowed at module level"],
    ),
];

#[test]
fn everything_that_keeps_a_file_from_running_is_listed() {
    let folder = Folder::new("check");
    folder.write("beside.py", "");
    folder.write("package/__init__.py", "");
    folder.write("package/inner.py", "");
    let mut report = String::new();
    for (index, (source, wanted)) in CHECKED.iter().enumerate() {
        let name = format!("file{index}.py");
        folder.write(&name, source);
        let (out, err, code) = taipan(&folder.0, &["check", &name]);
        let found: Vec<&str> = out.lines().map(|line| line.strip_prefix(&format!("{name}:")).unwrap_or(line)).collect();
        if found != *wanted || code != i32::from(!wanted.is_empty()) || !err.is_empty() {
            report.push_str(&format!("{source}\n-> {found:#?} {err} status {code}\n"));
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn findings_come_as_json_too() {
    let folder = Folder::new("json");
    folder.write("one.py", "import numpy\n");
    let (out, _, code) = taipan(&folder.0, &["check", "--json", "one.py", "gone.py"]);
    let wanted = "[\n  {\"file\": \"one.py\", \"line\": 1, \"column\": 8, \"kind\": \"missing module\", \"reason\": \"there is no module \
                  'numpy'\", \"instead\": \"use lists, array, math and statistics\"},\n  {\"file\": \"gone.py\", \"line\": 1, \
                  \"column\": 1, \"kind\": \"unreadable file\", \"reason\": \"No such file or directory\", \"instead\": \"\"}\n]\n";
    assert_eq!((out.as_str(), code), (wanted, 1));
    folder.write("good.py", "x = 1\n");
    assert_eq!(taipan(&folder.0, &["check", "--json", "good.py"]), ("[]\n".to_owned(), String::new(), 0));
}

#[test]
fn the_manual_and_the_completions_name_every_option() {
    let folder = Folder::new("manual");
    let help = taipan(&folder.0, &["--help"]).0;
    let (man, _, code) = taipan(&folder.0, &["man"]);
    assert_eq!(code, 0);
    for shell in ["bash", "zsh", "fish"] {
        assert!(taipan(&folder.0, &["completions", shell]).0.contains("check"), "{shell}");
    }
    let bash = taipan(&folder.0, &["completions", "bash"]).0;
    let mut count = 0;
    for line in help.lines().filter(|line| line.starts_with('-') && line.contains(": ")) {
        let name = line.split([' ', ':', '=']).next().unwrap_or(line);
        if name.len() > 1 {
            count += 1;
            assert!(bash.contains(name), "bash does not complete {name}");
            assert!(man.contains(&format!(".B {}", name.replace('-', "\\-"))), "the manual does not name {name}");
        }
    }
    assert!(count > 25, "only {count} options were read");
}
