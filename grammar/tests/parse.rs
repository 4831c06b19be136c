//! The public face: trees, limits, interactive input, warnings, encodings.

use taipan_grammar::ast::{ExprKind, MAX_DEPTH, Mod, StmtKind};
use taipan_grammar::{ErrorKind, Input, Mode, Options, decode_source, dump, parse, parse_bytes, parse_input};

fn check(source: &str, expected: &str) {
    let parsed = parse(source, Mode::Eval, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(dump(&parsed.module), format!("Expression(body={expected})"), "{source}");
}

fn error_of(source: &str) -> (ErrorKind, String) {
    match parse(source, Mode::File, &Options::default()) {
        Ok(_) => panic!("accepted: {source}"),
        Err(error) => (error.kind, error.message),
    }
}

fn accepts(source: &str) -> bool {
    parse(source, Mode::File, &Options::default()).is_ok()
}

#[test]
fn trees_have_cpythons_positions() {
    check("1", "Constant(value=1, lineno=1, col_offset=0, end_lineno=1, end_col_offset=1)");
    check("(a)", "Name(id='a', ctx=Load(), lineno=1, col_offset=1, end_lineno=1, end_col_offset=2)");
    check("1e16", "Constant(value=1e+16, lineno=1, col_offset=0, end_lineno=1, end_col_offset=4)");
    check("u'a' 'b'", "Constant(value='ab', kind='u', lineno=1, col_offset=0, end_lineno=1, end_col_offset=8)");
    check(
        "0xFFFFFFFFFFFFFFFFFF",
        "Constant(value=4722366482869645213695, lineno=1, col_offset=0, end_lineno=1, end_col_offset=20)",
    );
}

#[test]
fn lone_surrogates_survive() {
    check(r"'\ud800a'", r"Constant(value='\ud800a', lineno=1, col_offset=0, end_lineno=1, end_col_offset=9)");
}

#[test]
fn soft_keywords_are_names_elsewhere() {
    for source in [
        "match = case = type = _ = 1\n",
        "match(x)\ncase[0]\ntype.x\n",
        "match x:\n    case case: pass\n    case match if type: pass\n",
        "type type = type\n",
        "type X[T: int = str, *Ts = *a, **P = b] = T\n",
        "match (x):\n    case [a, *_] | {'k': 1, **r} | C(a, b=-1+2j): pass\n",
        "match: int\nmatch, case\n",
        "print(match, type)\n",
    ] {
        assert!(accepts(source), "{source}");
    }
}

#[test]
fn parenthesised_with_takes_every_form() {
    for source in [
        "with (a): pass\n",
        "with (a, b): pass\n",
        "with (a, b,): pass\n",
        "with (a as b, c as d,): pass\n",
        "with (a, b) as c: pass\n",
        "with (a), (b): pass\n",
        "with (yield x): pass\n",
        "with (a := b, c): pass\n",
        "with (*a, b): pass\n",
        "with (a for a in b): pass\n",
        "with (lambda *a: 1, b): pass\n",
        "with (): pass\n",
        "with (a).b: pass\n",
        "with (a, b)[0] as c, d: pass\n",
    ] {
        assert!(accepts(source), "{source}");
    }
}

#[test]
fn nesting_is_refused_before_it_can_overflow() {
    let chains = [
        ("-".repeat(1_000_000) + "a", ErrorKind::Memory),
        ("not ".repeat(1_000_000) + "a", ErrorKind::Memory),
        ("a+".repeat(1_000_000) + "a", ErrorKind::Recursion),
        ("a".to_string() + &".b".repeat(1_000_000), ErrorKind::Recursion),
        ("lambda:".repeat(200_000) + "a", ErrorKind::Memory),
    ];
    for (source, kind) in chains {
        assert_eq!(error_of(&source).0, kind);
    }
    let elifs = "if a: b\n".to_string() + &"elif a: b\n".repeat(100_000);
    assert_eq!(error_of(&elifs).0, ErrorKind::Memory);
    assert_eq!(error_of(&"(".repeat(1_000_000)).1, "too many nested parentheses");
    assert_eq!(error_of(&"f'{".repeat(1_000)).1, "too many nested f-strings");
    assert!(accepts(&("a+".repeat(MAX_DEPTH as usize - 1) + "a")));
}

#[test]
fn flat_programs_have_no_limit() {
    for source in ["a and ".repeat(100_000) + "a", "a\n".repeat(100_000), "a, ".repeat(100_000), "'a' ".repeat(50_000)] {
        assert!(accepts(&source));
    }
}

fn input(source: &str) -> &'static str {
    match parse_input(source, &Options::default()) {
        Input::Complete(_) => "complete",
        Input::Incomplete => "incomplete",
        Input::Invalid(_) => "invalid",
    }
}

#[test]
fn interactive_input_asks_for_more_as_codeop_does() {
    for source in ["if x:", "if x:\n  y", "x = (", "'''a", "@d", "a \\", "class A:\n  def f(self):\n    pass", "f'''{"] {
        assert_eq!(input(source), "incomplete", "{source}");
    }
    for source in ["x", "", "# c", "if x:\n  y\n", "if x: y\n", "x; y"] {
        assert_eq!(input(source), "complete", "{source}");
    }
    for source in ["x y", "x =", ")", "'a", "x\ny", "  x", "if x:\n  y\nz\n"] {
        assert_eq!(input(source), "invalid", "{source}");
    }
}

#[test]
fn warnings_keep_cpythons_order_and_words() {
    let source = "x = '\\d' is 1\n1if x else 2\n'a'()\nassert (x, 'm')\nx = [1][2, 3]\n";
    let parsed = parse(source, Mode::File, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    let shown: Vec<String> = parsed.warnings.iter().map(|warning| format!("{}: {}", warning.line, warning.message)).collect();
    assert_eq!(
        shown,
        [
            "1: invalid escape sequence '\\d'",
            "2: invalid decimal literal",
            "1: \"is\" with 'str' literal. Did you mean \"==\"?",
            "3: 'str' object is not callable; perhaps you missed a comma?",
            "4: assertion is always true, perhaps remove parentheses?",
            "5: list indices must be integers or slices, not tuple; perhaps you missed a comma?",
        ]
    );
}

#[test]
fn encodings_are_declared_or_marked() {
    assert_eq!(decode_source(b"\xEF\xBB\xBFx\r\ny\rz").as_deref(), Ok("x\ny\nz"));
    assert_eq!(decode_source(b"# -*- coding: latin-1 -*-\n\xe9").as_deref(), Ok("# -*- coding: latin-1 -*-\n\u{e9}"));
    assert_eq!(decode_source(b"#\n# vim: fileencoding=cp1252\n\x80").as_deref(), Ok("#\n# vim: fileencoding=cp1252\n\u{20ac}"));
    assert_eq!(decode_source(b"# coding: shift_jis\n\x82\xa0").as_deref(), Ok("# coding: shift_jis\n\u{3042}"));
    let message = |bytes: &[u8]| decode_source(bytes).err().map(|error| error.message).unwrap_or_default();
    assert_eq!(message(b"# coding: nonsense\n"), "encoding problem: nonsense");
    assert_eq!(message(b"\xEF\xBB\xBF# coding: latin-1\n"), "encoding problem: iso-8859-1 with BOM");
    assert_eq!(message(b"x = 1\n\0"), "source code cannot contain null bytes");
    assert!(message(b"x = '\xe9'\n").starts_with("Non-UTF-8 code starting with '\\xe9' in file <string> on line 1"));
}

#[test]
fn identifiers_are_normalised() {
    let parsed = parse_bytes("\u{fb01} = 1\n".as_bytes(), Mode::File, &Options::default());
    let Ok(Mod::Module { body }) = parsed.map(|parsed| parsed.module) else { panic!("refused") };
    let Some(StmtKind::Assign { targets, .. }) = body.first().map(|stmt| &stmt.kind) else { panic!("not an assignment") };
    assert!(matches!(&targets[0].kind, ExprKind::Name { id, .. } if &**id == "fi"));
}
