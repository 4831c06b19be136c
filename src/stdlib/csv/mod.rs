//! `_csv`: rows of comma-separated values, read and written; the classes that
//! wrap it are in the Python module `csv`.
//!
//! Here are the module, its dialects and their registry.

mod reader;
mod writer;

use super::natives::{OPEN, argument, class_of, exception, exception_class, given, make_in};
use super::{ModuleSpec, set};
use crate::memory::{Kind, Payload, PyResult, Raised, Str, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{Member, Method, bind_new, function, getter};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{dict, int, kinds, ops, str};

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_csv",
    doc: "Rows of comma-separated values.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        set(vm, module, "Dialect", class_of(vm, &DIALECT, kinds::CSV_DIALECT).to_value());
        set(vm, module, "Error", error_class(vm));
        set(vm, module, "__version__", vm.new_str("1.0"));
        set(vm, module, "_dialects", registry(vm));
        let names = ["MINIMAL", "ALL", "NONNUMERIC", "NONE", "STRINGS", "NOTNULL"];
        for (number, name) in (0..).zip(names) {
            set(vm, module, &format!("QUOTE_{name}"), Value::small_int(number));
        }
        Ok(())
    }),
};

const FUNCTIONS: &[Method] = &[
    function("reader", "(*args, **options)", reader::new_reader, "An iterator over the rows of some lines."),
    function("writer", "(*args, **options)", writer::new_writer, "An object that writes rows to a file."),
    function("register_dialect", "(*args, **options)", register_dialect, "Gives a dialect a name."),
    function("unregister_dialect", "(name)", unregister_dialect, "Takes a name away."),
    function("get_dialect", "(name)", get_dialect, "The dialect of a name."),
    function("list_dialects", "()", |vm, _| ops::collect(vm, &registry(vm)).map(|names| vm.new_list(names)), "All names."),
    function(
        "field_size_limit",
        "(new_limit=<current>)",
        field_size_limit,
        "The longest field that is read; a new limit if given.",
    ),
];

const ERROR: TypeSpec = exception("Error", "_csv");

fn error_class(vm: &Vm) -> Value {
    exception_class(vm, "_csv.Error", &ERROR, &vm.errors.exception).to_value()
}

fn error(vm: &Vm, message: &str) -> Raised {
    match vm.call_values(&error_class(vm), &[vm.new_str(message)]) {
        Ok(error) => vm.raise_new(error),
        Err(raised) => raised,
    }
}

/// The dict from names to dialects.
fn registry(vm: &Vm) -> Value {
    const KEY: &str = "_csv.dialects";
    vm.registered(KEY).unwrap_or_else(|| {
        let names = vm.new_dict();
        vm.register(KEY, names.clone());
        names
    })
}

// ---- the limit ----

const LIMIT_KEY: &str = "_csv.limit";

fn limit(vm: &Vm) -> i64 {
    vm.registered(LIMIT_KEY).and_then(|limit| int::as_i64(&limit)).unwrap_or(131_072)
}

fn field_size_limit(vm: &Vm, args: &[Value]) -> PyResult {
    let old = limit(vm);
    if let Some(new) = given(args, 0) {
        if !vm.class_of(new).has(class_flag::INT) {
            return Err(messages::type_error(vm, "limit must be an integer"));
        }
        let Some(new) = int::as_i64(new) else {
            return Err(messages::overflow_error(vm, "Python int too large to convert to C long"));
        };
        vm.register(LIMIT_KEY, vm.new_int(new));
    }
    Ok(vm.new_int(old))
}

// ---- dialects ----

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

/// How rows are written down.
#[derive(Clone)]
pub struct Rules {
    pub delimiter: u32,
    pub quote: Option<u32>,
    pub escape: Option<u32>,
    pub double_quote: bool,
    pub skip_space: bool,
    pub strict: bool,
    pub quoting: Quoting,
    pub line_end: Vec<u32>,
}

pub struct PyDialect {
    rules: Rules,
    line_end: Value,
}

impl Payload for PyDialect {
    const KIND: Kind = kinds::CSV_DIALECT;
}

const SIGNATURE: &str = "(dialect=None, delimiter=<d>, doublequote=<d>, escapechar=<d>, lineterminator=<d>, quotechar=<d>, quoting=<d>, skipinitialspace=<d>, strict=<d>)";

const OPTIONS: [&str; 8] =
    ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"];

pub const DIALECT: TypeSpec = TypeSpec {
    name: "Dialect",
    module: "_csv",
    flags: OPEN,
    doc: "How rows are written down.",
    slots: Slots { new: Some(dialect_new), ..Slots::EMPTY },
    getset: &[
        getter("delimiter", |vm, value| show(value, |dialect| letter(vm, Some(dialect.rules.delimiter))), ""),
        getter("escapechar", |vm, value| show(value, |dialect| letter(vm, dialect.rules.escape)), ""),
        getter("lineterminator", |_, value| show(value, |dialect| Ok(dialect.line_end.clone())), ""),
        getter("quotechar", |vm, value| show(value, |dialect| letter(vm, dialect.rules.quote)), ""),
        getter("quoting", |vm, value| show(value, |dialect| Ok(vm.new_int(dialect.rules.quoting as i64))), ""),
    ],
    members: &[
        Member {
            name: "doublequote",
            get: |_, value| show(value, |dialect| Ok(Value::bool(dialect.rules.double_quote))),
            set: None,
            doc: "",
        },
        Member {
            name: "skipinitialspace",
            get: |_, value| show(value, |dialect| Ok(Value::bool(dialect.rules.skip_space))),
            set: None,
            doc: "",
        },
        Member {
            name: "strict",
            get: |_, value| show(value, |dialect| Ok(Value::bool(dialect.rules.strict))),
            set: None,
            doc: "",
        },
    ],
    ..TypeSpec::EMPTY
};

fn show(value: &Value, read: impl FnOnce(&PyDialect) -> PyResult) -> PyResult {
    value.get::<PyDialect>().map_or(Ok(Value::NONE), read)
}

fn letter(vm: &Vm, code: Option<u32>) -> PyResult {
    code.map_or(Ok(Value::NONE), |code| str::from_code(vm, code))
}

/// The value of an option: given by keyword, else an attribute of the dialect.
fn option(vm: &Vm, keyword: &Value, dialect: Option<&Value>, name: &str) -> PyResult<Option<Value>> {
    if !keyword.is_unbound() {
        return Ok(Some(keyword.clone()));
    }
    match dialect {
        Some(dialect) => ops::lookup_attr(vm, dialect, &vm.intern(name)),
        None => Ok(None),
    }
}

fn one_letter(vm: &Vm, name: &str, value: Option<Value>, default: Option<u32>, optional: bool) -> PyResult<Option<u32>> {
    let Some(value) = value else { return Ok(default) };
    if optional && value.is_none() {
        return Ok(None);
    }
    let Some(text) = value.get::<Str>() else {
        let or_none = if optional { " or None" } else { "" };
        let message = format!("\"{name}\" must be string{or_none}, not {}", vm.class_name(&value));
        return Err(messages::type_error(vm, &message));
    };
    match (text.len(), text.data().at(0)) {
        (1, code) => Ok(code),
        _ => Err(messages::type_error(vm, &format!("\"{name}\" must be a 1-character string"))),
    }
}

fn truth_of(vm: &Vm, value: Option<Value>, default: bool) -> PyResult<bool> {
    value.map_or(Ok(default), |value| ops::truth(vm, &value))
}

fn quoting_of(vm: &Vm, value: Option<&Value>) -> PyResult<Quoting> {
    let Some(value) = value else { return Ok(Quoting::Minimal) };
    if !vm.class_of(value).has(class_flag::INT) {
        return Err(messages::type_error(vm, "\"quoting\" must be an integer"));
    }
    Ok(match int::as_i64(value) {
        Some(0) => Quoting::Minimal,
        Some(1) => Quoting::All,
        Some(2) => Quoting::NonNumeric,
        Some(3) => Quoting::None,
        Some(4) => Quoting::Strings,
        Some(5) => Quoting::NotNull,
        _ => return Err(messages::type_error(vm, "bad \"quoting\" value")),
    })
}

/// Refuses letters that cannot do their work.
fn check_letters(vm: &Vm, rules: &Rules) -> PyResult<()> {
    let space = u32::from(' ');
    let letters = [
        ("delimiter", Some(rules.delimiter), true),
        ("escapechar", rules.escape, !rules.skip_space),
        ("quotechar", rules.quote, !rules.skip_space),
    ];
    for (name, code, allow_space) in letters {
        if code.is_some_and(|code| code == 10 || code == 13 || (code == space && !allow_space)) {
            return Err(messages::value_error(vm, &format!("bad {name} value")));
        }
    }
    let pairs = [
        ("delimiter or escapechar", Some(rules.delimiter), rules.escape),
        ("delimiter or quotechar", Some(rules.delimiter), rules.quote),
        ("escapechar or quotechar", rules.escape, rules.quote),
    ];
    for (names, first, second) in pairs {
        if first.is_some() && first == second {
            return Err(messages::value_error(vm, &format!("bad {names} value")));
        }
    }
    for (name, code, _) in letters {
        if code.is_some_and(|code| rules.line_end.contains(&code)) {
            return Err(messages::value_error(vm, &format!("bad {name} or lineterminator value")));
        }
    }
    Ok(())
}

fn dialect_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if let Some((name, _)) = args.by_keyword().find(|(name, _)| {
        let name = str::text_of(name);
        name != "dialect" && !OPTIONS.contains(&name.as_str())
    }) {
        let message = format!("this function got an unexpected keyword argument '{}'", str::text_of(name));
        return Err(messages::type_error(vm, &message));
    }
    let bound = bind_new(vm, "Dialect", SIGNATURE, args)?;
    let mut dialect = argument(&bound, 0).clone();
    if dialect.is_kind::<Str>() {
        dialect = named_dialect(vm, &dialect)?;
    }
    let given = !dialect.is_unbound() && !dialect.is_none();
    let plain = bound.iter().skip(1).all(Value::is_unbound);
    if given && plain && dialect.is_kind::<PyDialect>() {
        return Ok(dialect);
    }
    let base = given.then_some(&dialect);
    let [delimiter, double_quote, escape, line_end, quote, quoting, skip_space, strict] = {
        let mut values = [const { None }; 8];
        for ((place, name), keyword) in values.iter_mut().zip(OPTIONS).zip(bound.iter().skip(1)) {
            *place = option(vm, keyword, base, name)?;
        }
        values
    };
    let no_quote = quote.as_ref().is_some_and(Value::is_none) && quoting.is_none();
    let delimiter = one_letter(vm, "delimiter", delimiter, Some(u32::from(',')), false)?;
    let double_quote = truth_of(vm, double_quote, true)?;
    let escape = one_letter(vm, "escapechar", escape, None, true)?;
    let line_end = match line_end {
        None => Some(vm.new_str("\r\n")),
        Some(end) if end.is_none() => None,
        Some(end) if end.is_kind::<Str>() => Some(end),
        Some(_) => return Err(messages::type_error(vm, "\"lineterminator\" must be a string")),
    };
    let quote = one_letter(vm, "quotechar", quote, Some(u32::from('"')), true)?;
    let mut quoting = quoting_of(vm, quoting.as_ref())?;
    let skip_space = truth_of(vm, skip_space, false)?;
    let strict = truth_of(vm, strict, false)?;
    if no_quote {
        quoting = Quoting::None;
    }
    if quoting != Quoting::None && quote.is_none() {
        return Err(messages::type_error(vm, "quotechar must be set if quoting enabled"));
    }
    let Some(line_end) = line_end else {
        return Err(messages::type_error(vm, "lineterminator must be set"));
    };
    let rules = Rules {
        delimiter: delimiter.unwrap_or(0),
        quote,
        escape,
        double_quote,
        skip_space,
        strict,
        quoting,
        line_end: line_end.get::<Str>().map_or_else(Vec::new, |text| text.data().codes().collect()),
    };
    check_letters(vm, &rules)?;
    make_in(vm, class, PyDialect { rules, line_end })
}

fn named_dialect(vm: &Vm, name: &Value) -> PyResult {
    match dict::get_item_value(vm, &registry(vm), name)? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

/// A dialect object from a base and options in a dict.
fn dialect_from(vm: &Vm, base: Option<&Value>, options: &Value) -> PyResult {
    let class = class_of(vm, &DIALECT, kinds::CSV_DIALECT).to_value();
    let mut values = Vec::new();
    let mut names = Vec::new();
    values.extend(base.cloned());
    for (name, value) in options.get::<dict::PyDict>().map_or_else(Vec::new, dict::PyDict::pairs) {
        names.push(name);
        values.push(value);
    }
    vm.call(&class, CallArgs { values: &values, names: &names })
}

/// The first argument of `reader` or `writer`, and the dialect.
fn file_and_dialect(vm: &Vm, args: &[Value]) -> PyResult<(Value, Value)> {
    let items = super::natives::items_of(argument(args, 0));
    let Some(first) = items.first() else {
        return Err(messages::type_error(vm, " expected at least 1 argument, got 0"));
    };
    if items.len() > 2 {
        return Err(messages::type_error(vm, &format!(" expected at most 2 arguments, got {}", items.len())));
    }
    Ok((first.clone(), dialect_from(vm, items.get(1), argument(args, 1))?))
}

fn register_dialect(vm: &Vm, args: &[Value]) -> PyResult {
    let items = super::natives::items_of(argument(args, 0));
    let Some(name) = items.first() else {
        return Err(messages::type_error(vm, "register_dialect expected at least 1 argument, got 0"));
    };
    if items.len() > 2 {
        let message = format!("register_dialect expected at most 2 arguments, got {}", items.len());
        return Err(messages::type_error(vm, &message));
    }
    if !name.is_kind::<Str>() {
        return Err(messages::type_error(vm, "dialect name must be a string"));
    }
    let dialect = dialect_from(vm, items.get(1), argument(args, 1))?;
    dict::set_item(vm, &registry(vm), name, dialect)?;
    Ok(Value::NONE)
}

fn unregister_dialect(vm: &Vm, args: &[Value]) -> PyResult {
    match dict::remove_item(vm, &registry(vm), argument(args, 0))? {
        Some(_) => Ok(Value::NONE),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn get_dialect(vm: &Vm, args: &[Value]) -> PyResult {
    named_dialect(vm, argument(args, 0))
}
