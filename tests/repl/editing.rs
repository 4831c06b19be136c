//! Sessions about editing entries: keys, several lines, paste, history, search, the terminal's size.

use super::{Room, Script};

const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const LEFT: &str = "\x1b[D";
const RIGHT: &str = "\x1b[C";
const HOME: &str = "\x1b[H";
const END: &str = "\x1b[F";
const DELETE: &str = "\x1b[3~";
const F3: &str = "\x1bOR";

fn pasted(text: &str) -> String {
    format!("\x1b[200~{text}\x1b[201~")
}

pub const SESSIONS: &[Script] = &[
    ("typing a line", typing),
    ("cursor movement within a line", movement),
    ("home, end and delete", ends_of_line),
    ("words are crossed, cut and put back", words),
    ("cutting a line and undo", cutting),
    ("exchanging characters and changing case", changes),
    ("Enter goes on while the entry is not whole", goes_on),
    ("indentation is automatic", indentation),
    ("Backspace takes a step of indentation", dedent),
    ("Shift-Tab takes a step of indentation", back_tab),
    ("Tab indents at the start of a line", tab_indents),
    ("Up and Down move between the lines of an entry", lines),
    ("Enter inside an entry splits the line", splits),
    ("Alt-Enter always begins a line", alt_enter),
    ("a string over several lines", long_string),
    ("brackets in strings and comments do not count", brackets),
    ("a decorator waits for its function", decorator),
    ("an empty line ends a block", empty_line),
    ("comments and empty lines give the next prompt", comments),
    ("the last entries are recalled", recall),
    ("a block is recalled as one entry", recall_block),
    ("a recalled block can be changed", change_block),
    ("what was typed comes back behind the history", fresh),
    ("equal entries are remembered once", once),
    ("history lasts from session to session", lasting),
    ("a block lasts from session to session", lasting_block),
    ("a history that cannot be written is no error", unwritable),
    ("searching the history backward", search),
    ("searching again finds an older entry", search_again),
    ("a search that is given up restores the entry", search_back),
    ("a search without success", search_fails),
    ("a pasted block is one entry", paste),
    ("several pasted statements run one after the other", paste_several),
    ("a paste keeps its indentation", paste_indentation),
    ("a paste of 100 KB is quick", paste_large),
    ("paste mode", paste_mode),
    ("typing faster than the prompt comes", ahead),
    ("wide characters", wide),
    ("combining characters are one step", combining),
    ("names in other scripts", scripts),
    ("bytes that are no text", bad_bytes),
    ("unknown keys are ignored", unknown_keys),
    ("a long line wraps", wraps),
    ("an entry taller than the screen", tall),
    ("a narrower terminal", narrower),
    ("a resize keeps what is typed", resize),
    ("Ctrl-L clears the screen", clear_screen),
    ("a control character is shown", literal),
    ("prompts of the program", prompts),
    ("prompts that are objects", prompt_objects),
    ("the entry is coloured", colours),
];

fn typing(room: &mut Room) {
    let mut s = room.open();
    s.send("1 + 1");
    s.entry(&[">>> 1 + 1"]);
    s.cursor(0, 9);
    s.send("\r");
    s.line("2");
    s.prompt();
}

fn movement(room: &mut Room) {
    let mut s = room.open();
    s.send("14");
    s.send(LEFT);
    s.send("2");
    s.send(&LEFT.repeat(9));
    s.cursor(0, 4);
    s.send(&RIGHT.repeat(2));
    s.send("3\r");
    s.line("1234");
}

fn ends_of_line(room: &mut Room) {
    let mut s = room.open();
    s.send("x5");
    s.send(HOME);
    s.send(DELETE);
    s.send("6");
    s.send(END);
    s.send("7\x01");
    s.cursor(0, 4);
    s.send("1\x058\r");
    s.line("16578");
}

fn words(room: &mut Room) {
    let mut s = room.open();
    s.send("one two\x1b\x7f");
    s.entry(&[">>> one"]);
    s.cursor(0, 8);
    s.send("\x19\x1bb\x1bb'\x05'\r");
    s.line("'one two'");
    s.prompt();
    s.send("'a b c'");
    s.send("\x1b[1;5D\x1b[1;5D");
    s.cursor(0, 7);
    s.send("\x1b[1;5C-\r");
    s.line("'a b- c'");
}

fn cutting(room: &mut Room) {
    let mut s = room.open();
    s.send("12345");
    s.send(&LEFT.repeat(2));
    s.send("\x0b");
    s.entry(&[">>> 123"]);
    s.send("\x15");
    s.entry(&[">>>"]);
    s.send("\x1f");
    s.entry(&[">>> 123"]);
    s.send("\x1f");
    s.entry(&[">>> 12345"]);
    s.send("\r");
    s.line("12345");
}

fn changes(room: &mut Room) {
    let mut s = room.open();
    s.send("'ba one'");
    s.send(HOME);
    s.send(&RIGHT.repeat(2));
    s.send("\x14");
    s.entry(&[">>> 'ab one'"]);
    s.send("\x1bu");
    s.entry(&[">>> 'ab ONE'"]);
    s.send("\r");
    s.line("'ab ONE'");
}

fn goes_on(room: &mut Room) {
    let mut s = room.open();
    s.send("x = [1,\r2,\r3]\r");
    s.line("... 3]");
    s.prompt();
    s.send("x\r");
    s.line("[1, 2, 3]");
}

fn indentation(room: &mut Room) {
    let mut s = room.open();
    s.send("def f(x):\rif x:  # why:\rreturn 1\r");
    s.entry(&[">>> def f(x):", "...     if x:  # why:", "...         return 1", "..."]);
    s.cursor(3, 12);
    s.send("\r");
    s.prompt();
    s.send("f(1)\r");
    s.line("1");
}

fn dedent(room: &mut Room) {
    let mut s = room.open();
    s.send("if 0:\rx\r\x7felse:\r'no'\r");
    s.entry(&[">>> if 0:", "...     x", "... else:", "...     'no'", "..."]);
    s.send("\r");
    s.line("'no'");
}

fn back_tab(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\r'yes'\x1b[Z");
    s.entry(&[">>> if 1:", "... 'yes'"]);
    s.cursor(1, 9);
    s.send("\x03");
    s.prompt();
}

fn tab_indents(room: &mut Room) {
    let mut s = room.open();
    s.send("(\r\t7)\r");
    s.shows("...     7)");
    s.line("7");
}

fn lines(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\r'ab'");
    s.cursor(1, 12);
    s.send(UP);
    s.cursor(0, 9);
    s.send(DOWN);
    s.cursor(1, 9);
    s.send("\x1b>");
    s.cursor(1, 12);
    s.send("\x1b<");
    s.cursor(0, 4);
    s.send("\x1b>\r\r");
    s.line("'ab'");
}

fn splits(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\rx = 2\rx");
    s.send(UP);
    s.send(END);
    s.send("\ry = 3");
    s.entry(&[">>> if 1:", "...     x = 2", "...     y = 3", "...     x"]);
    s.send("\x1b>+ y\r\r");
    s.line("5");
}

fn alt_enter(room: &mut Room) {
    let mut s = room.open();
    s.send("1\x1b\r2");
    s.entry(&[">>> 1", "... 2"]);
    s.send("\r\r");
    s.line("2");
}

fn long_string(room: &mut Room) {
    let mut s = room.open();
    s.send("'''a\rb: (\r'''\r");
    s.line("'a\\nb: (\\n'");
}

fn brackets(room: &mut Room) {
    let mut s = room.open();
    s.send("')' + '('  # [{\r");
    s.line("')('");
    s.prompt();
    s.send("(')'  # )\r)\r");
    s.line("')'");
}

fn decorator(room: &mut Room) {
    let mut s = room.open();
    s.send("@staticmethod\rdef f(): return 9\r\r");
    s.prompt();
    s.send("f()\r");
    s.line("9");
}

fn empty_line(room: &mut Room) {
    let mut s = room.open();
    s.send("class A: x = 4\r");
    s.entry(&[">>> class A: x = 4", "..."]);
    s.send("\r");
    s.prompt();
    s.send("A.x\r");
    s.line("4");
}

fn comments(room: &mut Room) {
    let mut s = room.open();
    s.run("# nothing");
    s.here();
    s.run("");
    s.here();
    s.run("   ");
    s.here();
    s.send("'still here'\r");
    s.line("'still here'");
}

fn recall(room: &mut Room) {
    let mut s = room.open();
    s.run("'first'");
    s.here();
    s.run("'second'");
    s.here();
    s.send(&UP.repeat(2));
    s.entry(&[">>> 'first'"]);
    s.send(DOWN);
    s.entry(&[">>> 'second'"]);
    s.send(UP);
    s.send("\r");
    s.line("'first'");
}

fn recall_block(room: &mut Room) {
    let mut s = room.open();
    s.send("for i in range(2):\rprint(i)\r\r");
    s.line("1");
    s.prompt();
    s.send(UP);
    s.entry(&[">>> for i in range(2):", "...     print(i)"]);
    s.send("\r\r");
    s.line("0");
    s.line("1");
    s.prompt();
}

fn change_block(room: &mut Room) {
    let mut s = room.open();
    s.send("for i in range(2):\rprint(i)\r\r");
    s.line("1");
    s.prompt();
    s.send(UP);
    s.send(UP);
    s.send(END);
    s.send(&LEFT.repeat(2));
    s.send("\x7f5");
    s.entry(&[">>> for i in range(5):", "...     print(i)"]);
    s.send("\x1b>\r\r");
    s.line("4");
}

fn fresh(room: &mut Room) {
    let mut s = room.open();
    s.run("'old'");
    s.here();
    s.send("'new");
    s.send(UP);
    s.entry(&[">>> 'old'"]);
    s.send(DOWN);
    s.entry(&[">>> 'new"]);
    s.send("'\r");
    s.line("'new'");
}

fn once(room: &mut Room) {
    let mut s = room.open();
    for text in ["'a'", "'b'", "'b'", "'b'"] {
        s.run(text);
        s.here();
    }
    s.send(&UP.repeat(2));
    s.entry(&[">>> 'a'"]);
}

fn lasting(room: &mut Room) {
    let mut first = room.open();
    first.run("'kept, é'");
    first.here();
    first.send("\x04");
    first.ends(0);
    let mut second = room.open();
    second.send(UP);
    second.entry(&[">>> 'kept, é'"]);
    second.send("\r");
    second.line("'kept, é'");
}

fn lasting_block(room: &mut Room) {
    let mut first = room.open();
    first.send("def f():\rreturn 'block'\r\r");
    first.prompt();
    first.send("exit()\r");
    first.ends(0);
    let mut second = room.open();
    second.send(&UP.repeat(2));
    second.entry(&[">>> def f():", "...     return 'block'"]);
    second.send("\r\r");
    second.prompt();
    second.send("f()\r");
    second.line("'block'");
}

fn unwritable(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("PYTHON_HISTORY", "/nowhere/at/all")]);
    s.prompt();
    s.run("1");
    s.here();
    s.send("\x04");
    s.ends(0);
}

fn search(room: &mut Room) {
    let mut s = room.open();
    s.run("'needle'");
    s.here();
    s.run("'other'");
    s.here();
    s.send("\x12need");
    s.entry(&["(r-search `need') 'needle'"]);
    s.send("\r");
    s.line("'needle'");
}

fn search_again(room: &mut Room) {
    let mut s = room.open();
    for text in ["'x1'", "'x2'", "'y'"] {
        s.run(text);
        s.here();
    }
    s.send("\x12x");
    s.entry(&["(r-search `x') 'x2'"]);
    s.send("\x12");
    s.entry(&["(r-search `x') 'x1'"]);
    s.send("\x13");
    s.entry(&["(f-search `x') 'x2'"]);
    s.send("\r");
    s.line("'x2'");
}

fn search_back(room: &mut Room) {
    let mut s = room.open();
    s.run("'old'");
    s.here();
    s.send("'mine'\x12old");
    s.entry(&["(r-search `old') 'old'"]);
    s.send("\x07");
    s.entry(&[">>> 'mine'"]);
    s.send("\r");
    s.line("'mine'");
}

fn search_fails(room: &mut Room) {
    let mut s = room.open();
    s.run("'old'");
    s.here();
    s.send("\x12zz");
    s.shows("(failed r-search `zz')");
    s.send("\x07");
    s.entry(&[">>>"]);
}

fn paste(room: &mut Room) {
    let mut s = room.open();
    s.send(&pasted("def f(n):\n    if n:\n        return n\n    return -1\n"));
    s.entry(&[">>> def f(n):", "...     if n:", "...         return n", "...     return -1", "..."]);
    s.send("\r");
    s.prompt();
    s.send("f(0)\r");
    s.line("-1");
}

fn paste_several(room: &mut Room) {
    let mut s = room.open();
    s.send(&pasted("a = 1\r\nb = 2\r\nprint(a)\r\nb\r\n"));
    s.send("\r");
    s.line("1");
    s.line("2");
    s.prompt();
}

fn paste_indentation(room: &mut Room) {
    let mut s = room.open();
    s.send("if 1:\r");
    s.send("\x7f");
    s.send(&pasted("  x = 1\n  x"));
    s.entry(&[">>> if 1:", "...   x = 1", "...   x"]);
    s.send("\r\r");
    s.line("1");
}

fn paste_large(room: &mut Room) {
    let mut s = room.open();
    let mut text = String::new();
    while text.len() < 100 << 10 {
        text.push_str("value = ['some text', 12345, None]  # with a comment\n");
    }
    text.push_str("value = 'large'\n");
    let start = std::time::Instant::now();
    s.send(&pasted(&text));
    s.until("the end of the paste", |screen, _| {
        let (row, column) = screen.cursor();
        column == 4 && screen.line(row) == "..." && screen.line(row - 1) == "... value = 'large'"
    });
    let took = start.elapsed();
    s.send("\r");
    s.prompt();
    s.send("value\r");
    s.line("'large'");
    // The limit is one second; a machine that does many things at once may take longer.
    assert!(took.as_secs() < 10, "the paste took {took:?}");
}

fn paste_mode(room: &mut Room) {
    let mut s = room.open();
    s.send(F3);
    s.entry(&["(paste)"]);
    s.send("if 1:\r  'in'\r\r");
    s.entry(&["(paste) if 1:", "(paste)   'in'", "(paste)", "(paste)"]);
    s.send("\x7f");
    s.send(F3);
    s.entry(&[">>> if 1:", "...   'in'", "..."]);
    s.send("\r");
    s.line("'in'");
    s.prompt();
}

fn ahead(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[]);
    s.send("n = 1\rn = n + 1\rn = n * 10\r");
    s.prompt();
    s.send("n\r");
    s.line("20");
    s.prompt();
}

fn wide(room: &mut Room) {
    let mut s = room.open();
    s.send("'日本語'");
    s.cursor(0, 12);
    s.send(LEFT);
    s.send(LEFT);
    s.cursor(0, 9);
    s.send("\x7f");
    s.entry(&[">>> '日語'"]);
    s.cursor(0, 7);
    s.send("\r");
    s.line("'日語'");
}

fn combining(room: &mut Room) {
    let mut s = room.open();
    s.send("len('e\u{301}a')");
    s.cursor(0, 13);
    s.send(&LEFT.repeat(4));
    s.cursor(0, 9);
    s.send(RIGHT);
    s.cursor(0, 10);
    s.send("\r");
    s.line("3");
}

fn scripts(room: &mut Room) {
    let mut s = room.open();
    s.run("größe = 4; число = 5");
    s.here();
    s.send("größe * число\r");
    s.line("20");
}

fn bad_bytes(room: &mut Room) {
    let mut s = room.open();
    s.run("# a byte follows");
    s.here();
    // U+0085 is a control character, U+FFFD stands for what cannot be read.
    s.send("'\u{85}\u{fffd}'\r");
    s.line("'\\x85\u{fffd}'");
    s.prompt();
}

fn unknown_keys(room: &mut Room) {
    let mut s = room.open();
    s.send("\x1b[24~\x1b[99;99~\x1b[?1;2c\x1bOX7");
    s.entry(&[">>> 7"]);
    s.send("\r");
    s.line("7");
}

fn wraps(room: &mut Room) {
    let mut s = room.open_sized(&["-q"], &[], (20, 10));
    s.prompt();
    s.send("'0123456789abcdefghij'");
    s.entry(&[">>> '0123456789abcde", "fghij'"]);
    s.cursor(1, 6);
    s.send(HOME);
    s.cursor(0, 4);
    s.send(END);
    s.send("\r");
    s.shows("fghij'");
    s.line("'0123456789abcdefghi");
}

fn tall(room: &mut Room) {
    let mut s = room.open_sized(&["-q"], &[], (40, 6));
    s.prompt();
    let lines: Vec<String> = (0..20).map(|n| format!("x{n} = {n}")).collect();
    s.send(&pasted(&lines.join("\n")));
    s.until("the last line", |screen, _| screen.find(0, |line| line == "... x19 = 19").is_some());
    s.send("\x1b<");
    s.until("the first line", |screen, _| {
        let (row, column) = screen.cursor();
        column == 4 && screen.line(row) == ">>> x0 = 0"
    });
    s.send("\x1b>\r\r");
    s.prompt();
    s.send("x0 + x19\r");
    s.line("19");
}

fn narrower(room: &mut Room) {
    let mut s = room.open();
    s.run("import shutil");
    s.here();
    s.resize(33, 10);
    s.send("shutil.get_terminal_size().columns\r");
    s.line("33");
}

fn resize(room: &mut Room) {
    let mut s = room.open();
    s.send("'abcdef' + 'ghijkl'");
    s.entry(&[">>> 'abcdef' + 'ghijkl'"]);
    s.resize(30, 12);
    s.send(" * 2");
    s.shows("'ghijkl' * 2");
    s.send("\r");
    s.line("'abcdefghijklghijkl'");
}

fn clear_screen(room: &mut Room) {
    let mut s = room.open();
    s.run("'before'");
    s.send("12");
    s.shows("12");
    s.send("\x0c");
    s.until("a clear screen", |screen, _| screen.text() == ">>> 12");
}

fn literal(room: &mut Room) {
    let mut s = room.open();
    s.send("'\x16\x01'");
    s.entry(&[">>> '^A'"]);
    s.cursor(0, 8);
    s.send("\r");
    s.line("'\\x01'");
}

fn prompts(room: &mut Room) {
    let mut s = room.open();
    s.send("import sys; sys.ps1, sys.ps2 = 'in: ', ' > '\r");
    s.prompt_is("in: ");
    s.send("(\r1)\r");
    s.shows(" > 1)");
    s.line("1");
    s.prompt_is("in: ");
}

fn prompt_objects(room: &mut Room) {
    let mut s = room.open();
    s.send("class P:\rn = 0\rdef __str__(self):\rP.n += 1\rreturn f'[{P.n}] '\r\r");
    s.prompt();
    s.send("import sys; sys.ps1 = P()\r");
    s.prompt_is("[1] ");
    s.send("\r");
    s.prompt_is("[2] ");
}

fn colours(room: &mut Room) {
    let mut s = room.open_with(&["-q"], &[("PYTHON_COLORS", "1")]);
    s.prompt();
    s.send("def f(): return len('a')  # why\r\r");
    s.prompt();
    let raw = String::from_utf8_lossy(&s.raw).into_owned();
    for part in [
        "\x1b[1;35m>>> \x1b[0m",
        "\x1b[1;34mdef\x1b[0m \x1b[1mf\x1b[0m():",
        "\x1b[1;34mreturn\x1b[0m \x1b[36mlen\x1b[0m(\x1b[32m'a'\x1b[0m)",
        "\x1b[31m# why\x1b[0m",
    ] {
        assert!(raw.contains(part), "{part:?} is not in {raw:?}");
    }
}
