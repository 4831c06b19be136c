//! The module `_taipan_tools`: what the prompt's Python half needs from the interpreter.
//!
//! The names of the embedded modules, the source of what was typed, and an account of the scopes of a
//! source text. Promise: nothing is run.

use super::{ModuleSpec, PYTHON};
use crate::memory::{PyResult, Str, Value};
use crate::objects::exception::{display, messages};
use crate::objects::native::{Method, function};
use crate::objects::str;
use crate::objects::vm::Vm;
use crate::resolve::{self, Binding, Role, ScopeId, ScopeKind};
use std::collections::BTreeMap;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_taipan_tools",
    doc: "What the interactive prompt asks the interpreter.",
    functions: FUNCTIONS,
    ..ModuleSpec::EMPTY
};

const FUNCTIONS: &[Method] = &[
    function("modules", "()", modules, "The names of all modules that are part of the interpreter."),
    function("source_of", "(filename, /)", source_of, "The text of the entry that has this file name, or None."),
    function("scopes", "(source, /)", scopes, "The scopes of a source text, with every name and where it stands."),
];

fn modules(vm: &Vm, _args: &[Value]) -> PyResult {
    let native = super::MODULES.iter().map(|module| module.name);
    let names = native.chain(PYTHON.iter().map(|module| module.name)).map(|name| vm.new_str(name));
    Ok(vm.new_list(names.collect()))
}

fn source_of(vm: &Vm, args: &[Value]) -> PyResult {
    match args.first().and_then(|filename| display::statement_lines(vm, filename)) {
        Some(lines) => Ok(vm.new_string(lines.join("\n") + "\n")),
        None => Ok(Value::NONE),
    }
}

/// A list of (number, kind, qualified name, line, number of the scope around or -1, names), where
/// names are (name, binding, [(role, line), ...]).
fn scopes(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(source) = args.first().filter(|source| source.is_kind::<Str>()) else {
        return Err(messages::type_error(vm, "scopes() takes a str"));
    };
    let source = str::text_of(source);
    let parsed = match taipan_grammar::parse(&source, taipan_grammar::Mode::File, &taipan_grammar::Options::default()) {
        Ok(parsed) => parsed,
        Err(error) => return Err(vm.raise_message(&vm.errors.syntax_error, &error.message)),
    };
    let account = match resolve::account(&parsed.module) {
        Ok(account) => account,
        Err(error) => return Err(vm.raise_message(&vm.errors.syntax_error, &error.message)),
    };
    let mut places: BTreeMap<(ScopeId, &str), Vec<(Role, u32)>> = BTreeMap::new();
    for mention in &account.mentions {
        places.entry((mention.scope, &mention.name)).or_default().push((mention.role, mention.line));
    }
    let mut rows = Vec::new();
    for (id, scope) in account.scopes.iter() {
        let Some(line) = account.lines.get(id.0 as usize).copied().flatten() else { continue };
        let mut names: Vec<(&str, Binding)> = account.scopes.names(id).map(|(name, binding)| (&**name, binding)).collect();
        names.sort_by_key(|(name, _)| *name);
        let names = names.into_iter().map(|(name, binding)| {
            let mentions = places.get(&(id, name)).map_or(&[][..], Vec::as_slice);
            let mentions =
                mentions.iter().map(|(role, line)| vm.tuple_of([vm.intern(role_text(*role)), vm.new_int(i64::from(*line))]));
            let mentions = vm.new_list(mentions.collect());
            vm.tuple_of([vm.new_str(name), vm.intern(binding_text(binding)), mentions])
        });
        let names = vm.new_list(names.collect());
        rows.push(vm.tuple_of([
            vm.new_int(i64::from(id.0)),
            vm.intern(kind_text(scope.kind)),
            vm.new_str(if id == ScopeId::MODULE { "<module>" } else { &scope.qualname }),
            vm.new_int(i64::from(line)),
            vm.new_int(scope.parent.map_or(-1, |parent| i64::from(parent.0))),
            names,
        ]));
    }
    Ok(vm.new_list(rows))
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Parameter => "parameter",
        Role::TypeParameter => "type parameter",
        Role::Global => "global",
        Role::Nonlocal => "nonlocal",
        Role::Imported => "imported",
        Role::Assigned => "assigned",
        Role::Used => "used",
    }
}

fn binding_text(binding: Binding) -> &'static str {
    match binding {
        Binding::Local(_) => "local",
        Binding::Cell(_) | Binding::ClassCell(_) => "cell",
        Binding::Free(_) | Binding::ClassFree(_) => "free",
        Binding::GlobalExplicit => "global statement",
        Binding::GlobalImplicit | Binding::ClassGlobal => "global",
        Binding::Name => "name",
    }
}

fn kind_text(kind: ScopeKind) -> &'static str {
    match kind {
        ScopeKind::Module => "module",
        ScopeKind::Class => "class",
        ScopeKind::Function => "function",
        ScopeKind::Lambda => "lambda",
        ScopeKind::Comprehension { inlined: true } => "inlined comprehension",
        ScopeKind::Comprehension { inlined: false } => "comprehension",
        ScopeKind::GeneratorExpression => "generator expression",
        ScopeKind::TypeParams => "type parameters",
        ScopeKind::TypeAlias => "type alias",
        ScopeKind::TypeVariable => "type variable",
        ScopeKind::Annotation => "annotation",
    }
}
