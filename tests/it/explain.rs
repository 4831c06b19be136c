//! `--explain`: what it tells agrees with what the program itself can see, and the program runs as without it.

use crate::child;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// A folder for one test's script and page.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("taipan-explain-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn run(name: &str, options: &[&str], script: &str) -> (child::Outcome, PathBuf) {
    let folder = folder(name);
    fs::write(folder.join("script.py"), script).expect("the script is written");
    let mut command = child::command(&child::interpreter(), &folder);
    command.args(options).arg("script.py");
    let outcome = child::finish(command, None, Duration::from_secs(60)).expect("the interpreter runs");
    (outcome, folder)
}

#[test]
fn refs_are_those_of_getrefcount() {
    let script = "\
from sys import getrefcount
class Node: pass
a = Node()
b = a
c = [a, b]
print(getrefcount(a) - 1, getrefcount(c) - 1)
del b
print(getrefcount(a) - 1)
def f(x):
    print(getrefcount(x) - 1)
f(a)
";
    let (outcome, folder) = run("refs", &["--explain=refs"], script);
    assert_eq!(outcome.out, "4 1\n3\n4\n");
    for wanted in ["a: new, 1", "a: 1 → 2; b: new, 2", "a: 2 → 4; b: 2 → 4; c: new, 1", "b: gone; a: 4 → 3", "x (f): new, 4"]
    {
        assert!(outcome.err.contains(wanted), "{wanted} is not in\n{}", outcome.err);
    }
    let (outcome, _) = run("refs", &["--explain=refs", "--format=json"], script);
    let line = r#"{"event": "line", "line": 4, "function": "<module>", "source": "b = a", "changes": [{"name": "a", "scope": "<module>", "before": 1, "after": 2}, {"name": "b", "scope": "<module>", "before": null, "after": 2}]}"#;
    assert!(outcome.err.lines().any(|found| found == line), "{}", outcome.err);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn collections_name_their_garbage() {
    let script = "\
import gc
gc.disable()
gc.collect()
class Node: pass
left, right = Node(), Node()
left.items = [1, 2, right]
right.back = left
del left, right
print(gc.collect())
gc.enable()
";
    let (outcome, folder) = run("gc", &["--explain=gc"], script);
    assert_eq!(outcome.out, "3\n");
    for wanted in ["the program called gc.collect()", "Node 'left' → list[2] → Node 'right' → Node 'left'", "freed: 3"] {
        assert!(outcome.err.contains(wanted), "{wanted} is not in\n{}", outcome.err);
    }
    let (outcome, _) = run("gc", &["--explain=gc", "--format=json"], script);
    let cycle = r#"{"objects": 3, "cycle": ["Node 'left'", "list[2]", "Node 'right'", "Node 'left'"]}"#;
    assert!(outcome.err.lines().any(|line| line.contains(cycle) && line.contains("\"freed\": 3")), "{}", outcome.err);
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn the_page_stands_alone() {
    let script = "\
class Node: pass
a, b = Node(), Node()
a.other, b.other = b, a
shared = ['<text> & more']
pair = (shared, shared)
def f(local):
    return local
f(a)
";
    let (outcome, folder) = run("memory", &["--explain=memory"], script);
    assert_eq!((outcome.out.as_str(), outcome.code), ("", 0));
    let page = fs::read_to_string(folder.join("script.memory.html")).expect("the page is there");
    for wanted in ["<svg", "cycle 1", "×3", "&lt;text&gt; &amp; more", "prefers-color-scheme:dark", "3 refs", "gen 0"] {
        assert!(page.contains(wanted), "{wanted} is not in the page");
    }
    for refused in ["<script", "http:", "https:", "url(h", "@import"] {
        assert!(!page.contains(refused), "{refused} is in the page");
    }
    let options = ["--explain=memory", "--at=7", "--output=early.html"];
    let (outcome, folder) = run("memory", &options, script);
    assert!(outcome.err.contains("before line 7"), "{}", outcome.err);
    let early = fs::read_to_string(folder.join("early.html")).expect("the page is there");
    assert!(early.contains(">f<") && early.contains(">local<"));
    let _ = fs::remove_dir_all(folder);
}
