//! `_sre`: the engine behind the module `re`.
//!
//! A pattern goes through `parse` (text to `tree`), `compile` (tree to
//! `program`) and `machine` (program and text to a match); none of them knows
//! Python objects. `pattern`, `match_object` and `substitute` are the classes
//! that Python sees. The module `re` itself, with its flags and warnings, is
//! written in Python.
//!
//! LOCALE means the C locale here: bytes from 128 on are neither letters nor
//! have case. Deliberately missing: the listing that DEBUG prints, which is refused.

mod casing;
mod compile;
mod machine;
mod match_object;
mod parse;
mod pattern;
mod program;
mod set;
mod subject;
mod substitute;
mod template;
mod tokens;
mod tree;

use self::pattern::{PyPattern, new_pattern};
use self::tokens::Fault;
use self::tree::{Tree, flag};
use super::natives::{argument, class_of, expect_size, given, make, receiver};
use super::{ModuleSpec, set};
use crate::memory::{Guarded, Kind, Payload, PyResult, Raised, Str, Value, Visitor};
use crate::objects::bytes::PyBytes;
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::dict::{self, PyDict};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function, method};
use crate::objects::object::import_attribute;
use crate::objects::vm::Vm;
use crate::objects::{int, kinds, ops, str};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_sre",
    doc: "The engine of regular expressions.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        set(vm, module, "Pattern", class_of(vm, &pattern::PATTERN, kinds::RE_PATTERN).to_value());
        set(vm, module, "Match", class_of(vm, &match_object::MATCH, kinds::RE_MATCH).to_value());
        set(vm, module, "MAGIC", vm.new_int(20_230_502));
        set(vm, module, "CODESIZE", vm.new_int(4));
        set(vm, module, "MAXREPEAT", vm.new_int(i64::from(tree::UNBOUNDED)));
        set(vm, module, "MAXGROUPS", vm.new_int(parse::MAX_GROUPS as i64));
        Ok(())
    }),
};

const FUNCTIONS: &[Method] = &[
    function("memory", "(cache, most, /)", new_memory, "A memory of compiled patterns over a dict of at most so many."),
    function("compile", "(pattern, flags=0, /)", compile_uncached, "The compiled form of a pattern."),
    function("compile_phrases", "(phrases, flags, /)", compile_phrases, "One pattern that has each phrase as a group."),
    function("escape", "(pattern, /)", escape, "A pattern that matches a text literally."),
    function("unicode_iscased", "(character, /)", |_, args| Ok(Value::bool(case_of(args, casing::has_case))), ""),
    function("unicode_tolower", "(character, /)", |vm, args| Ok(vm.new_int(lowered(args, tree::Fold::Unicode))), ""),
    function("ascii_tolower", "(character, /)", |vm, args| Ok(vm.new_int(lowered(args, tree::Fold::Ascii))), ""),
];

fn code_of(args: &[Value]) -> u32 {
    argument(args, 0).as_int().and_then(|code| u32::try_from(code).ok()).unwrap_or(0)
}

fn case_of(args: &[Value], test: fn(tree::Fold, u32) -> bool) -> bool {
    test(tree::Fold::Unicode, code_of(args))
}

fn lowered(args: &[Value], fold: tree::Fold) -> i64 {
    i64::from(casing::fold(fold, code_of(args)))
}

// ---- errors ----

/// Raises what a fault says; `source` is the pattern or template.
fn raise(vm: &Vm, fault: Fault, source: &Value) -> Raised {
    match fault {
        Fault::Raised => Raised,
        Fault::Value(message) => messages::value_error(vm, message),
        Fault::Overflow(message) => messages::overflow_error(vm, message),
        Fault::UnknownName(name) => {
            let mut message = tokens::codes("unknown group name ");
            message.extend(name);
            match str::from_codes(vm, &message) {
                Ok(message) => vm.raise_new(vm.new_exception(&vm.errors.index_error, vec![message])),
                Err(raised) => raised,
            }
        }
        Fault::Pattern { message, at } => match pattern_error(vm, &message, at, source) {
            Ok(raised) | Err(raised) => raised,
        },
    }
}

fn pattern_error(vm: &Vm, message: &[u32], at: Option<usize>, source: &Value) -> PyResult<Raised> {
    let class = import_attribute(vm, "re", "PatternError")?;
    let message = str::from_codes(vm, message)?;
    let exception = match at {
        Some(at) => vm.call_values(&class, &[message, source.clone(), int::from_usize(vm, at)])?,
        None => vm.call_values(&class, &[message])?,
    };
    Ok(vm.raise_new(exception))
}

/// Issues the FutureWarnings of a pattern for the caller of a function in `re`.
fn warn(vm: &Vm, warnings: &[String]) -> PyResult<()> {
    if warnings.is_empty() {
        return Ok(());
    }
    let function = import_attribute(vm, "warnings", "warn")?;
    for warning in warnings {
        let category = import_attribute(vm, "builtins", "FutureWarning")?;
        let values = [vm.new_str(warning), category, Value::small_int(2)];
        vm.call(&function, CallArgs { values: &values, names: &[vm.intern("stacklevel")] })?;
    }
    Ok(())
}

/// The code point of a `\N{...}` name.
fn named(vm: &Vm, name: &[u32]) -> Result<Option<u32>, Fault> {
    let found =
        import_attribute(vm, "unicodedata", "lookup").and_then(|lookup| vm.call_values(&lookup, &[str::from_codes(vm, name)?]));
    match found {
        Ok(found) => Ok(found.get::<Str>().filter(|text| text.len() == 1).and_then(|text| text.data().at(0))),
        Err(_) if vm.pending_is(&vm.errors.key_error) => {
            drop(vm.take_exception());
            Ok(None)
        }
        Err(_) => Err(Fault::Raised),
    }
}

// ---- compiling ----

fn finish(vm: &Vm, tree: &Tree, pattern: Value, flags: i32, is_text: bool) -> PyResult {
    let index = vm.new_dict();
    let mut names = vec![Value::NONE; tree.groups as usize + 1];
    for (name, group) in &tree.names {
        let name = vm.intern_value(&str::from_codes(vm, name)?);
        dict::set_item(vm, &index, &name, vm.new_int(i64::from(*group)))?;
        if let Some(place) = names.get_mut(*group as usize) {
            *place = name;
        }
    }
    let program = compile::compile(tree);
    Ok(new_pattern(vm, PyPattern::new(program, pattern, flags, names, index, is_text)))
}

/// Whether an object can be a pattern: text, or bytes.
fn is_pattern_text(value: &Value) -> bool {
    value.is_kind::<Str>() || value.is_kind::<PyBytes>()
}

fn flags_of(vm: &Vm, value: &Value) -> PyResult<i64> {
    match value.as_int() {
        Some(flags) => Ok(flags),
        None if vm.class_of(value).has(class_flag::INT) => Ok(int::clamp_to_i64(&ops::index(vm, value)?)),
        None => {
            let message = format!("unsupported operand type(s) for &: '{}' and 'int'", vm.class_name(value));
            Err(messages::type_error(vm, &message))
        }
    }
}

fn compile_value(vm: &Vm, pattern: &Value, flags: i64) -> PyResult {
    let Some((codes, is_text)) = subject::codes_of(pattern).filter(|_| is_pattern_text(pattern)) else {
        return Err(messages::type_error(vm, "first argument must be string or compiled pattern"));
    };
    let parsed = parse::parse(&codes, is_text, flags as u32, &mut |name| named(vm, name));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(fault) => return Err(raise(vm, fault, pattern)),
    };
    warn(vm, &parsed.warnings)?;
    if flags & i64::from(flag::DEBUG) != 0 {
        let message = "re.DEBUG is not supported: this interpreter has no listing of its patterns";
        return Err(vm.raise_message(&vm.errors.not_implemented_error, message));
    }
    let flags = flags | i64::from(parsed.tree.flags);
    let flags = match i32::try_from(flags) {
        Ok(flags) => flags,
        Err(_) => return Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    };
    finish(vm, &parsed.tree, pattern.clone(), flags, is_text)
}

fn compile_uncached(vm: &Vm, args: &[Value]) -> PyResult {
    let flags = match given(args, 1) {
        Some(flags) => flags_of(vm, flags)?,
        None => 0,
    };
    compile_value(vm, argument(args, 0), flags)
}

fn compile_phrases(vm: &Vm, args: &[Value]) -> PyResult {
    let flags = flags_of(vm, argument(args, 1))?;
    let mut phrases = Vec::new();
    let mut is_text = true;
    for phrase in ops::collect(vm, argument(args, 0))? {
        match subject::codes_of(&phrase).filter(|_| is_pattern_text(&phrase)) {
            Some(codes) => {
                is_text = codes.1;
                phrases.push(codes);
            }
            None => return Err(substitute::not_a_template(vm, &phrase)),
        }
    }
    let failing = phrases.iter().zip(ops::collect(vm, argument(args, 0))?);
    for ((codes, is_text), source) in failing {
        if let Err(fault) = parse::parse(codes, *is_text, flags as u32, &mut |name| named(vm, name)) {
            return Err(raise(vm, fault, &source));
        }
    }
    match parse::parse_phrases(&phrases, flags as u32, &mut |name| named(vm, name)) {
        Ok(parsed) => {
            warn(vm, &parsed.warnings)?;
            finish(vm, &parsed.tree, Value::NONE, parsed.tree.flags as i32, is_text)
        }
        Err(fault) => Err(raise(vm, fault, &Value::NONE)),
    }
}

// ---- the cache ----

/// Places of the quick memory; a power of two.
const QUICK: usize = 64;

/// Compiled patterns: in a dict, and beside it by the identity of their text,
/// because literals in a program are one object each.
struct Memory {
    cache: Value,
    most: usize,
    places: Guarded<Vec<(Value, i64, Value)>>,
}

impl Payload for Memory {
    const KIND: Kind = kinds::RE_MEMORY;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { cache, most: _, places } = self;
        visitor.edge(cache);
        places.read(|places| {
            for (text, _, pattern) in places {
                visitor.edge(text);
                visitor.edge(pattern);
            }
        });
    }

    fn clear(&self) {
        drop(self.places.replace(Vec::new()));
    }
}

const MEMORY: TypeSpec = TypeSpec {
    name: "memory",
    module: "_sre",
    flags: super::natives::CLOSED,
    methods: &[
        method("compiled", "(self, pattern, flags, /)", compiled, "The compiled form of a pattern, made once."),
        method("forget", "(self, /)", forget, "Empties the memory."),
    ],
    ..TypeSpec::EMPTY
};

fn no_places() -> Vec<(Value, i64, Value)> {
    vec![(Value::UNBOUND, 0, Value::UNBOUND); QUICK]
}

fn new_memory(vm: &Vm, args: &[Value]) -> PyResult {
    let cache = argument(args, 0).clone();
    let most = usize::try_from(expect_size(vm, argument(args, 1))?).unwrap_or(0);
    Ok(make(vm, &MEMORY, Memory { cache, most, places: Guarded::new(no_places()) }))
}

fn quick_place(pattern: &Value, flags: i64) -> usize {
    let mixed = (pattern.identity() >> 4) ^ (pattern.identity() >> 11) ^ flags as u64;
    mixed as usize & (QUICK - 1)
}

fn forget(vm: &Vm, args: &[Value]) -> PyResult {
    let memory = receiver::<Memory>(vm, args)?;
    if let Some(cache) = memory.cache.get::<PyDict>() {
        cache.clear_entries();
    }
    drop(memory.places.replace(no_places()));
    Ok(Value::NONE)
}

fn compiled(vm: &Vm, args: &[Value]) -> PyResult {
    let memory = receiver::<Memory>(vm, args)?;
    let (pattern, flags) = (argument(args, 1), argument(args, 2));
    if let Some(small) = flags.as_int() {
        let known = memory.places.read(|places| match places.get(quick_place(pattern, small)) {
            Some((text, flags, compiled)) if text.is(pattern) && *flags == small => Some(compiled.clone()),
            _ => None,
        });
        if let Some(known) = known {
            return Ok(known);
        }
    }
    if pattern.is_kind::<PyPattern>() {
        if ops::truth(vm, flags)? {
            return Err(messages::value_error(vm, "cannot process flags argument with a compiled pattern"));
        }
        return Ok(pattern.clone());
    }
    slow_compiled(vm, memory, pattern, flags)
}

fn slow_compiled(vm: &Vm, memory: &Memory, pattern: &Value, flags: &Value) -> PyResult {
    let number = match flags_of(vm, flags) {
        Ok(number) => Some(number),
        Err(_) => {
            drop(vm.take_exception());
            None
        }
    };
    // A flag that is no plain int, such as a RegexFlag, finds what the int finds.
    let plain = number.map_or_else(|| flags.clone(), |number| vm.new_int(number));
    let class = vm.class_of(pattern).to_value();
    let key = vm.tuple_of([class, pattern.clone(), plain]);
    let known = dict::get_item_value(vm, &memory.cache, &key)?;
    let compiled = match known {
        Some(compiled) => compiled,
        None => {
            if !is_pattern_text(pattern) {
                return Err(messages::type_error(vm, "first argument must be string or compiled pattern"));
            }
            let compiled = compile_value(vm, pattern, flags_of(vm, flags)?)?;
            remember(vm, memory, &key, &compiled)?;
            compiled
        }
    };
    let class = vm.class_of(pattern);
    let is_exact = class.same(&vm.types.str) || class.same(&vm.types.bytes);
    if is_exact && let Some(number) = number {
        let entry = (pattern.clone(), number, compiled.clone());
        let old = memory
            .places
            .write(|places| places.get_mut(quick_place(pattern, number)).map(|place| std::mem::replace(place, entry)));
        drop(old);
    }
    Ok(compiled)
}

/// Puts a pattern into the cache; the oldest one leaves a full cache.
fn remember(vm: &Vm, memory: &Memory, key: &Value, compiled: &Value) -> PyResult<()> {
    let Some(table) = memory.cache.get::<PyDict>() else { return Ok(()) };
    if table.len() >= memory.most
        && let Some((_, oldest, _)) = table.next_entry(0)
    {
        drop(dict::remove_item(vm, &memory.cache, &oldest)?);
    }
    dict::set_item(vm, &memory.cache, key, compiled.clone())
}

// ---- escape ----

/// Characters that mean something in patterns, or that VERBOSE skips.
const SPECIAL: &[u8] = b"()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c";

fn escape(vm: &Vm, args: &[Value]) -> PyResult {
    let value = argument(args, 0);
    let Some((codes, is_text)) = subject::codes_of(value) else {
        return Err(substitute::not_a_template(vm, value));
    };
    let mut out = Vec::with_capacity(codes.len() + codes.len() / 4);
    for code in codes {
        if u8::try_from(code).is_ok_and(|byte| SPECIAL.contains(&byte)) {
            out.push(0x5c);
        }
        out.push(code);
    }
    if is_text {
        return str::from_codes(vm, &out);
    }
    Ok(crate::objects::bytes::from_vec(vm, out.into_iter().map(|code| code as u8).collect()))
}
