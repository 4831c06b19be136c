//! `_csv.writer`: rows to lines of text.

use super::{PyDialect, Quoting, Rules, error, file_and_dialect};
use crate::memory::{Kind, Payload, PyResult, Str, Value, Visitor};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{Member, method};
use crate::objects::vm::Vm;
use crate::objects::{kinds, ops, str};
use crate::stdlib::natives::{CLOSED, argument, make, receiver};
use crate::text::Buffer;

pub const WRITER: TypeSpec = TypeSpec {
    name: "writer",
    module: "_csv",
    flags: CLOSED,
    doc: "Writes rows to a file.",
    methods: &[
        method("writerow", "(self, row, /)", writer_row, "Writes one row; what the file's write returns."),
        method("writerows", "(self, rows, /)", writer_rows, "Writes rows."),
    ],
    members: &[Member {
        name: "dialect",
        get: |_, value| Ok(value.get::<PyWriter>().map_or(Value::NONE, |writer| writer.dialect.clone())),
        set: None,
        doc: "",
    }],
    ..TypeSpec::EMPTY
};

pub struct PyWriter {
    write: Value,
    dialect: Value,
}

impl Payload for PyWriter {
    const KIND: Kind = kinds::CSV_WRITER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { write, dialect } = self;
        visitor.edge(write);
        visitor.edge(dialect);
    }
}

pub fn new_writer(vm: &Vm, args: &[Value]) -> PyResult {
    let (file, dialect) = file_and_dialect(vm, args)?;
    let write = ops::lookup_attr(vm, &file, &vm.intern("write"))?;
    let callable = |write: &Value| vm.class_of(write).slots(|slots| slots.call.is_some());
    match write.filter(callable) {
        Some(write) => Ok(make(vm, &WRITER, PyWriter { write, dialect })),
        None => Err(messages::type_error(vm, "argument 1 must have a \"write\" method")),
    }
}

/// Whether an object counts as a number: it converts to one.
fn is_number(vm: &Vm, value: &Value) -> bool {
    vm.class_of(value).slots(|slots| slots.index.is_some() || slots.int.is_some() || slots.float.is_some())
        || vm.class_of(value).same(&vm.types.complex)
}

/// Appends a field; quotes it where its text asks for that.
fn push_field(vm: &Vm, rules: &Rules, out: &mut Buffer, field: &Str, mut quoted: bool) -> PyResult<()> {
    let special = |code: u32| {
        code == rules.delimiter
            || Some(code) == rules.escape
            || Some(code) == rules.quote
            || code == 10
            || code == 13
            || rules.line_end.contains(&code)
    };
    if !quoted && !field.data().codes().any(special) {
        out.push_units(str::units_of(field));
        return Ok(());
    }
    let mut text = Buffer::new();
    for code in field.data().codes() {
        if special(code) {
            let mut escape = rules.quoting == Quoting::None;
            if !escape {
                if Some(code) == rules.quote {
                    if rules.double_quote {
                        text.push(code);
                    } else {
                        escape = true;
                    }
                } else if Some(code) == rules.escape {
                    escape = true;
                }
                quoted |= !escape;
            }
            if escape {
                match rules.escape {
                    Some(letter) => text.push(letter),
                    None => return Err(error(vm, "need to escape, but no escapechar set")),
                }
            }
        }
        text.push(code);
    }
    let quote = rules.quote.filter(|_| quoted);
    quote.into_iter().for_each(|quote| out.push(quote));
    out.push_units(text.units());
    quote.into_iter().for_each(|quote| out.push(quote));
    Ok(())
}

fn write_row(vm: &Vm, writer: &PyWriter, row: &Value) -> PyResult {
    let Some(dialect) = writer.dialect.get::<PyDialect>() else { return Ok(Value::NONE) };
    let rules = &dialect.rules;
    let fields = match ops::iter(vm, row) {
        Ok(fields) => ops::collect(vm, &fields)?,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.type_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            return Err(error(vm, &format!("iterable expected, not {}", vm.class_name(row))));
        }
    };
    let nullable = matches!(rules.quoting, Quoting::Strings | Quoting::NotNull);
    let spaced = rules.delimiter == u32::from(' ') && rules.skip_space;
    let mut out = Buffer::new();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push(rules.delimiter);
        }
        let null = field.is_none();
        let quoted = match rules.quoting {
            Quoting::All => true,
            Quoting::NonNumeric => !is_number(vm, field),
            Quoting::Strings => field.is_kind::<Str>(),
            Quoting::NotNull => !null,
            Quoting::Minimal | Quoting::None => false,
        };
        let text = if null { vm.empty_str.clone() } else { ops::str(vm, field)? };
        let Some(text) = text.get::<Str>() else { continue };
        let needs_quotes = text.is_empty() && spaced;
        if needs_quotes && (rules.quoting == Quoting::None || (null && nullable)) {
            let message = "empty field must be quoted if delimiter is a space and skipinitialspace is true";
            return Err(error(vm, message));
        }
        if out.reserve(text.len()).is_err() {
            return Err(messages::memory_error(vm));
        }
        push_field(vm, rules, &mut out, text, quoted || needs_quotes)?;
    }
    if out.is_empty() && !fields.is_empty() {
        if rules.quoting == Quoting::None || (nullable && fields.first().is_some_and(Value::is_none)) {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        if let Some(quote) = rules.quote {
            out.push(quote);
            out.push(quote);
        }
    }
    rules.line_end.iter().for_each(|code| out.push(*code));
    vm.call_values(&writer.write, &[str::from_buffer(vm, &out)?])
}

fn writer_row(vm: &Vm, args: &[Value]) -> PyResult {
    write_row(vm, receiver::<PyWriter>(vm, args)?, argument(args, 1))
}

fn writer_rows(vm: &Vm, args: &[Value]) -> PyResult {
    let writer = receiver::<PyWriter>(vm, args)?;
    ops::for_each(vm, argument(args, 1), |row| write_row(vm, writer, &row).map(drop))?;
    Ok(Value::NONE)
}
