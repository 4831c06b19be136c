//! Expectations recorded from CPython 3.13: errors with positions, warnings, frames and bindings.

use taipan_grammar::ast::{Mod, StmtKind};
use taipan_grammar::{Mode, Options as ParseOptions, parse};

use super::{Binding, FrameBody, Options, Position, ScopeKind, Scopes, mangle, resolve};

fn outcome(source: &str) -> Result<Scopes, super::ResolveError> {
    let parsed = parse(source, Mode::File, &ParseOptions::default()).expect("the source parses");
    resolve(&parsed.module, &Options::default())
}

fn scopes(source: &str) -> Scopes {
    outcome(source).unwrap_or_else(|error| panic!("{}: {source}", error.message))
}

/// Expects an error, written as `message @line:offset-line:offset`.
fn check_error(source: &str, expected: &str) {
    let Err(error) = outcome(source) else { panic!("no error in {source}") };
    let place = match error.position {
        Position::Range(span) => {
            format!("{}:{}-{}:{}", span.line, span.column + 1, span.end_line, span.end_column + 1)
        }
        Position::Start { line, column } => format!("{line}:{}", column + 1),
        Position::Nowhere => "nowhere".to_owned(),
    };
    assert_eq!(format!("{} @{place}", error.message), expected, "in {source}");
}

/// Expects the scope of this qualified name to have these variables, cells and free variables.
fn check_frame(source: &str, qualname: &str, expected: &str) {
    let scopes = scopes(source);
    let (_, scope) = scopes.iter().find(|(_, scope)| scope.qualname == qualname).expect("the scope exists");
    let join = |names: &[super::Name]| names.join(",");
    let found = format!("{} | {} | {}", join(&scope.varnames), join(&scope.cellvars), join(&scope.freevars));
    assert_eq!(found, expected, "in {source}");
}

fn check_binding(source: &str, qualname: &str, name: &str, expected: Binding) {
    let scopes = scopes(source);
    let (id, _) = scopes.iter().find(|(_, scope)| scope.qualname == qualname).expect("the scope exists");
    assert_eq!(scopes.lookup(id, name), expected, "{name} in {source}");
}

#[test]
fn symbol_table_errors() {
    check_error("def f(a, a): pass", "duplicate argument 'a' in function definition @1:10-1:11");
    check_error("def f(a):\n  global a", "name 'a' is parameter and global @2:3-2:11");
    check_error("x\nglobal x", "name 'x' is used prior to global declaration @2:1-2:9");
    check_error("nonlocal x", "nonlocal declaration not allowed at module level @1:1-1:11");
    check_error("def f():\n  nonlocal x, y", "no binding for nonlocal 'x' found @2:3-2:16");
    check_error("def f[T]():\n  nonlocal T", "nonlocal binding not allowed for type parameter 'T' @2:3-2:13");
    check_error("class A:\n  from a import *", "import * only allowed at module level @2:17-2:18");
    check_error("[x := 1 for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x' @1:2-1:3");
    check_error("def f():\n  [(yield x) for x in y]", "'yield' inside list comprehension @2:5-2:12");
    check_error("type X[T: (yield 1)] = int", "yield expression cannot be used within a TypeVar bound @1:12-1:19");
}

#[test]
fn generator_errors() {
    check_error("return", "'return' outside function @1:1-1:7");
    check_error("class A:\n  yield 1", "'yield' outside function @2:3-2:10");
    check_error("async def f():\n  yield 1\n  return 1", "'return' with value in async generator @3:3-3:11");
    check_error("def f():\n  await x", "'await' outside async function @2:3-2:10");
    check_error("def f():\n  [await x for x in y]", "asynchronous comprehension outside of an asynchronous function @2:3-2:23");
    check_error("while 1:\n  def f(): break", "'break' outside loop @2:12-2:17");
    check_error("try: pass\nexcept: pass\nexcept A: pass", "default 'except:' must be last @2:1-2:13");
    check_error("a, *b, *c = x", "multiple starred expressions in assignment @1:1-1:10");
    check_error("f(a=1, **x, a=2)", "keyword argument repeated: a @1:13-1:16");
    check_error("__debug__: int", "cannot assign to __debug__ @1:1-1:15");
    let star = "'break', 'continue' and 'return' cannot appear in an except* block";
    check_error("def f():\n  try: pass\n  except* A: return", &format!("{star} @3:14-3:20"));
    check_error("while 1:\n try: pass\n except* A:\n  with x: break", &format!("{star} @nowhere"));
}

#[test]
fn pattern_errors() {
    let case = |pattern: &str| format!("match x:\n  case {pattern}: pass\n");
    check_error(&case("y | 1"), "name capture 'y' makes remaining patterns unreachable @2:8-2:9");
    check_error(&case("[a] | [b]"), "alternative patterns bind different names @2:8-2:17");
    check_error(&case("[a, *a]"), "multiple assignments to name 'a' in pattern @2:12-2:14");
    check_error(&case("{1: a, 1.0: b}"), "mapping pattern checks duplicate key (1.0) @2:8-2:22");
    check_error(&case("A(x=a, x=b)"), "attribute name repeated in class pattern: x @2:17-2:18");
}

#[test]
fn future_errors() {
    check_error("from __future__ import nope", "future feature nope is not defined @1:1");
    check_error("from __future__ import braces", "not a chance @1:1");
    let late = "from __future__ imports must occur at the beginning of the file";
    check_error("x = 1\nfrom __future__ import annotations", &format!("{late} @2:1-2:35"));
    assert!(scopes("'doc'\nfrom __future__ import annotations\n").future_annotations);
}

#[test]
fn warnings_of_literals() {
    let warnings = scopes("x is 1\n'a'()\n[1]['a']\nassert (x, 1)\n").warnings;
    let texts: Vec<&str> = warnings.iter().map(|warning| warning.message.as_str()).collect();
    let expected = [
        "\"is\" with 'int' literal. Did you mean \"==\"?",
        "'str' object is not callable; perhaps you missed a comma?",
        "list indices must be integers or slices, not str; perhaps you missed a comma?",
        "assertion is always true, perhaps remove parentheses?",
    ];
    assert_eq!(texts, expected);
}

#[test]
fn frames() {
    check_frame("def f(b, a, c):\n  z=1;d=1\n  lambda: (a,b,z,d,c)\n  q=1", "f", "b,a,c,q | b,a,c,d,z | ");
    check_frame("def f():\n  try: return\n  finally: y=1\n  x=1", "f", "y,x |  | ");
    check_frame("class A:\n  def f(self): super()", "A.f", "self |  | __class__");
    check_frame("class A:\n  def f(self): super()", "A", " | __class__ | ");
    check_frame("def f():\n  [x for x in a for y in x if (z:=y)]", "f", "x,y,z |  | ");
    check_frame("def f[T](a: T = 1): return T", "f", "a |  | T");
}

#[test]
fn bindings() {
    check_binding("def f(x): return x", "f", "x", Binding::Local(0));
    check_binding("def f(x): return lambda: x", "f", "x", Binding::Cell(0));
    check_binding("def f(x): return lambda: x", "f.<locals>.<lambda>", "x", Binding::Free(0));
    check_binding("def f():\n  global x\n  x = 1\nx", "<module>", "x", Binding::GlobalExplicit);
    check_binding("def f(): print()", "f", "print", Binding::GlobalImplicit);
    check_binding("class A: x = y", "A", "y", Binding::Name);
    check_binding("def f(x):\n  class A: y = x", "f.<locals>.A", "x", Binding::ClassFree(0));
    check_binding("class A:\n  def f[T](a: b): pass", "A.<generic parameters of f>", "b", Binding::ClassGlobal);
}

#[test]
fn comprehensions_have_variables_of_their_own() {
    let scopes = scopes("def f(x):\n  return [[lambda: x for x in x] + [x] for x in x]\n");
    let comprehension = |(_, scope): &(super::ScopeId, &super::Scope)| scope.kind == ScopeKind::Comprehension { inlined: true };
    let found: Vec<Vec<Binding>> = scopes.iter().filter(comprehension).map(|(_, scope)| scope.own_variables.clone()).collect();
    assert_eq!(found.len(), 2);
    assert_ne!(found[0], found[1]);
    let (f, _) = scopes.iter().find(|(_, scope)| scope.qualname == "f").expect("f exists");
    assert!(found.iter().all(|own| !own.contains(&scopes.lookup(f, "x"))));
}

#[test]
fn mangling() {
    let mangled = |class, name: &str| mangle(class, &name.into()).to_string();
    assert_eq!(mangled(Some("_A"), "__x"), "_A__x");
    assert_eq!(mangled(Some("A"), "__x__"), "__x__");
    assert_eq!(mangled(Some("__"), "__x"), "__x");
    assert_eq!(mangled(None, "__x"), "__x");
}

/// Expects these names, in slot order, to be the ones that a load may find unbound.
fn check_unbound(source: &str, expected: &str) {
    let parsed = parse(source, Mode::File, &ParseOptions::default()).expect("the source parses");
    let scopes = resolve(&parsed.module, &Options::default()).expect("the names resolve");
    let Mod::Module { body } = &parsed.module else { panic!("a module") };
    let Some(StmtKind::FunctionDef(def)) = body.first().map(|stmt| &stmt.kind) else { panic!("a function") };
    let scope = scopes.of(def.id).expect("the function has a scope");
    let unbound = scopes.unbound_slots(scope, FrameBody::Statements(&def.body));
    let frame = scopes.scope(scope);
    let names = (0..).zip(unbound).filter(|(_, unbound)| *unbound).filter_map(|(slot, _)| frame.slot_name(slot));
    let names: Vec<&str> = names.map(|name| &**name).collect();
    assert_eq!(names.join(","), expected, "in {source}");
}

#[test]
fn definite_assignment() {
    check_unbound("def f(a):\n  x = a\n  return x", "");
    check_unbound("def f(a):\n  if a: x = 1\n  return x", "x");
    check_unbound("def f(a):\n  if a: x = 1\n  else: raise a\n  return x", "");
    check_unbound("def f(a):\n  for x in a: y = x\n  return x, y", "x,y");
    check_unbound("def f(a):\n  while True:\n    x = a\n    if x: break\n  return x", "");
    check_unbound("def f(a):\n  try: x = a()\n  except E: pass\n  return x", "x");
    check_unbound("def f(a):\n  try: x = a()\n  finally: y = 1\n  return x, y", "");
    check_unbound("def f(a):\n  try: pass\n  except E as e: print(e)\n  del a", "a,e");
    check_unbound("def f(a):\n  with a as b: c = 1\n  return b, c", "c");
    check_unbound("def f(a):\n  a and (x := 1)\n  return [x for x in a], x", "x");
    check_unbound("def f(a):\n  match a:\n    case [x]: pass\n    case x: pass\n  return x", "");
}

#[test]
fn static_attributes() {
    let source = "class A:\n  def f(self):\n    self.b = 1; self.c += 1; (self.a, x.e) = 1\n    self.d[0] = 1\n    \
                  def g(self): self.b = 2\n";
    let scopes = scopes(source);
    let (_, class) = scopes.iter().find(|(_, scope)| scope.name.as_ref() == "A").expect("the class has a scope");
    assert_eq!(class.static_attributes.join(","), "a,b");
}
