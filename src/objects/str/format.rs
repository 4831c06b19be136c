//! Formatting: `__format__` of numbers and text, `str.format`, the `%` operator.
//!
//! The little languages are read by `text::{format_spec, field, percent}`; here
//! values are looked up, converted and put together in one buffer.

use super::{exact, from_buffer, from_result, from_units, is_exact, units_of};
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::num::Fault;
use crate::objects::complex::parts_of;
use crate::objects::exception::messages;
use crate::objects::int::{self, Operand};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytearray, bytes, float, ops};
use crate::text::field::{self, First, Numbering, Step};
use crate::text::format_number::{
    format_complex, format_float, format_int, percent_char, percent_float, percent_int, percent_padded, percent_text,
};
use crate::text::format_spec::{Align, Spec, format_str};
use crate::text::percent::{Amount, Directive, Piece, Pieces};
use crate::text::{Buffer, Units};

fn raise<T>(vm: &Vm, result: Result<T, Fault>) -> PyResult<T> {
    result.map_err(|fault| messages::fault(vm, &fault))
}

// ---- format specs ----

/// The text of a spec argument, or CPython's TypeError.
fn spec_text<'a>(vm: &Vm, spec: &'a Value) -> PyResult<&'a Str> {
    match spec.get::<Str>() {
        Some(text) => Ok(text),
        None => {
            let found = if spec.is_none() { "None".to_owned() } else { vm.class_name(spec) };
            Err(messages::type_error(vm, &format!("__format__() argument must be str, not {found}")))
        }
    }
}

/// `__format__` of int, bool, float and complex.
pub fn format_number(vm: &Vm, value: &Value, spec: &Value) -> PyResult {
    let spec = spec_text(vm, spec)?;
    if spec.is_empty() {
        return ops::str(vm, value);
    }
    let name = vm.class_name(value);
    let parse = |kind: u8| raise(vm, Spec::parse(units_of(spec), &name, kind, Align::Right));
    if let Some(number) = int::operand(value) {
        let spec = parse(b'd')?;
        return from_result(vm, format_int(&number.big(), &spec, &name, vm.int_digit_limit.get()));
    }
    if let Some(number) = float::as_f64(value) {
        let spec = parse(0)?;
        return from_result(vm, format_float(number, &spec, &name));
    }
    match parts_of(value) {
        Some((real, imag)) => {
            let spec = parse(0)?;
            from_result(vm, format_complex(real, imag, &spec))
        }
        None => Err(messages::type_error(vm, &format!("unsupported format string passed to {name}.__format__"))),
    }
}

/// `str.__format__`.
pub fn format_text(vm: &Vm, value: &Value, spec: &Value) -> PyResult {
    let spec = spec_text(vm, spec)?;
    if spec.is_empty() {
        return if is_exact(vm, value) { Ok(value.clone()) } else { ops::str(vm, value) };
    }
    let Some(text) = value.get::<Str>() else { return exact(vm, value) };
    let spec = raise(vm, Spec::parse(units_of(spec), &vm.class_name(value), b's', Align::Left))?;
    from_result(vm, format_str(units_of(text), &spec, &vm.class_name(value)))
}

/// `format(value, spec)` of the common exact classes; `None` for all others.
#[inline]
pub fn format_value(vm: &Vm, value: &Value, spec: &Value) -> Option<PyResult> {
    let class = vm.class_of(value);
    if class.same(&vm.types.int) || class.same(&vm.types.float) {
        return Some(format_number(vm, value, spec));
    }
    if class.same(&vm.types.str) {
        return Some(format_text(vm, value, spec));
    }
    None
}

// ---- str.format ----

struct Template<'a> {
    /// Positional arguments; none for `format_map`.
    args: Option<&'a [Value]>,
    /// Where names are looked up.
    names: &'a Value,
    numbering: Numbering,
}

/// `template.format(*args, **names)`; without `args` it is `format_map`.
pub fn format_template(vm: &Vm, template: &Value, args: Option<&Value>, names: &Value) -> PyResult {
    let Some(text) = template.get::<Str>() else { return Ok(vm.empty_str.clone()) };
    let args = args.and_then(|args| args.get::<Tuple>()).map(Tuple::items);
    let mut state = Template { args, names, numbering: Numbering::default() };
    let mut out = Buffer::new();
    render(vm, units_of(text), &mut state, field::MAX_NESTING, &mut out)?;
    from_buffer(vm, &out)
}

fn render(vm: &Vm, text: Units<'_>, state: &mut Template<'_>, depth: usize, out: &mut Buffer) -> PyResult<()> {
    if depth == 0 {
        return Err(messages::fault(vm, &field::nesting_fault()));
    }
    for piece in field::Pieces::new(text) {
        let piece = raise(vm, piece)?;
        out.push_units(text.slice(piece.literal.0, piece.literal.1));
        let Some(field) = piece.field else { continue };
        let mut value = field_value(vm, text.slice(field.name.0, field.name.1), state)?;
        if let Some(code) = field.conversion {
            value = match u8::try_from(code) {
                Ok(b'r') => ops::repr(vm, &value)?,
                Ok(b's') => ops::str(vm, &value)?,
                Ok(b'a') => ops::ascii(vm, &value)?,
                _ => return Err(messages::fault(vm, &field::unknown_conversion(code))),
            };
        }
        let spec = text.slice(field.spec.0, field.spec.1);
        let spec = if field.nested {
            let mut expanded = Buffer::new();
            render(vm, spec, state, depth - 1, &mut expanded)?;
            from_buffer(vm, &expanded)?
        } else {
            from_units(vm, spec)?
        };
        let shown = ops::format(vm, &value, &spec)?;
        if let Some(shown) = shown.get::<Str>() {
            raise(vm, out.reserve(shown.len()))?;
            out.push_units(units_of(shown));
        }
    }
    Ok(())
}

fn field_value(vm: &Vm, name: Units<'_>, state: &mut Template<'_>) -> PyResult {
    let (first, steps) = raise(vm, field::split_name(name))?;
    let mut value = match (raise(vm, state.numbering.resolve(first))?, first) {
        (Some(index), _) => match state.args {
            None => return Err(messages::value_error(vm, "Format string contains positional fields")),
            Some(args) => match args.get(index) {
                Some(value) => value.clone(),
                None => {
                    let message = format!("Replacement index {index} out of range for positional args tuple");
                    return Err(messages::index_error(vm, &message));
                }
            },
        },
        (None, First::Key(start, end)) => {
            let key = from_units(vm, name.slice(start, end))?;
            ops::get_item(vm, state.names, &key)?
        }
        (None, _) => return Err(messages::value_error(vm, "Format string contains positional fields")),
    };
    for step in steps {
        value = match raise(vm, step)? {
            Step::Attribute(start, end) => {
                let attribute = vm.intern_value(&from_units(vm, name.slice(start, end))?);
                ops::get_attr(vm, &value, &attribute)?
            }
            Step::Index(index) => ops::get_item(vm, &value, &int::from_usize(vm, index))?,
            Step::Key(start, end) => {
                let key = from_units(vm, name.slice(start, end))?;
                ops::get_item(vm, &value, &key)?
            }
        };
    }
    Ok(value)
}

// ---- the % operator ----

/// Whether a format is text or bytes: what a key is and what `%s` takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::objects) enum Flavour {
    Text,
    Bytes,
}

/// The values of a `%` expression in order.
struct Arguments<'a> {
    items: &'a [Value],
    next: usize,
    /// A mapping that keys are looked up in.
    mapping: Option<&'a Value>,
}

impl Arguments<'_> {
    fn take(&mut self, vm: &Vm) -> PyResult {
        match self.items.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(value.clone())
            }
            None => Err(messages::type_error(vm, "not enough arguments for format string")),
        }
    }
}

/// `left % right` of a str.
pub(super) fn percent(vm: &Vm, left: &Value, right: &Value) -> PyResult {
    let Some(text) = left.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let out = percent_buffer(vm, units_of(text), right, Flavour::Text)?;
    from_buffer(vm, &out)
}

/// Fills a `%` format; for bytes every unit of the result fits a byte.
pub(in crate::objects) fn percent_buffer(vm: &Vm, format: Units<'_>, values: &Value, flavour: Flavour) -> PyResult<Buffer> {
    let tuple = values.get::<Tuple>();
    let is_mapping = tuple.is_none()
        && match flavour {
            Flavour::Text => !values.is_kind::<Str>(),
            Flavour::Bytes => {
                !values.is_kind::<Str>() && !values.is_kind::<bytes::PyBytes>() && !values.is_kind::<bytearray::PyByteArray>()
            }
        }
        && vm.class_of(values).slots(|slots| slots.getitem.is_some());
    let items = tuple.map_or(std::slice::from_ref(values), Tuple::items);
    let mut arguments = Arguments { items, next: 0, mapping: is_mapping.then_some(values) };
    let mut out = Buffer::new();
    let mut keyed = false;
    for piece in Pieces::new(format) {
        match raise(vm, piece)? {
            Piece::Literal(start, end) => out.push_units(format.slice(start, end)),
            Piece::Directive(directive) => {
                if let Some((start, end)) = directive.key {
                    let Some(mapping) = arguments.mapping else {
                        return Err(messages::type_error(vm, "format requires a mapping"));
                    };
                    let key = key_of(vm, format.slice(start, end), flavour)?;
                    let found = ops::get_item(vm, mapping, &key)?;
                    let mut one = Arguments { items: std::slice::from_ref(&found), next: 0, mapping: arguments.mapping };
                    apply(vm, directive, &mut one, flavour, &mut out)?;
                    // What follows without a key finds nothing left to take.
                    keyed = true;
                    arguments.items = &[];
                    arguments.next = 0;
                } else {
                    apply(vm, directive, &mut arguments, flavour, &mut out)?;
                }
            }
        }
    }
    if arguments.next < arguments.items.len() && arguments.mapping.is_none() && !keyed {
        let kind = if flavour == Flavour::Text { "string" } else { "bytes" };
        return Err(messages::type_error(vm, &format!("not all arguments converted during {kind} formatting")));
    }
    Ok(out)
}

fn key_of(vm: &Vm, key: Units<'_>, flavour: Flavour) -> PyResult {
    match flavour {
        Flavour::Text => from_units(vm, key),
        Flavour::Bytes => Ok(bytes::from_vec(vm, key.iter().map(|code| code as u8).collect())),
    }
}

/// The integer for a `*`.
fn star(vm: &Vm, arguments: &mut Arguments<'_>, limit: i64, c_type: &str) -> PyResult<i64> {
    let value = arguments.take(vm)?;
    if int::operand(&value).is_none() {
        return Err(messages::type_error(vm, "* wants int"));
    }
    match int::as_i64(&value).filter(|number| (-limit - 1..=limit).contains(number)) {
        Some(number) => Ok(number),
        None => Err(messages::overflow_error(vm, &format!("Python int too large to convert to C {c_type}"))),
    }
}

fn apply(vm: &Vm, mut directive: Directive, arguments: &mut Arguments<'_>, flavour: Flavour, out: &mut Buffer) -> PyResult<()> {
    if directive.width_amount == Amount::Argument {
        let width = star(vm, arguments, i64::MAX - 1, "ssize_t")?;
        raise(vm, directive.set_width(width))?;
    }
    if directive.precision_amount == Amount::Argument {
        let precision = star(vm, arguments, i64::from(i32::MAX), "int")?;
        raise(vm, directive.set_precision(precision))?;
    }
    let value = arguments.take(vm)?;
    let is_plain = directive.width == 0 && directive.precision.is_none();
    let piece = match (directive.letter(), flavour) {
        (b's', Flavour::Text) => return push_text(vm, &ops::str(vm, &value)?, &directive, is_plain, out),
        (b'r', Flavour::Text) => return push_text(vm, &ops::repr(vm, &value)?, &directive, is_plain, out),
        (b'a', Flavour::Text) | (b'a' | b'r', Flavour::Bytes) => {
            return push_text(vm, &ops::ascii(vm, &value)?, &directive, is_plain, out);
        }
        (b's' | b'b', Flavour::Bytes) => {
            let data = bytes_value(vm, &value)?;
            percent_text(Units::One(&data), &directive)
        }
        (b'c', Flavour::Text) => text_char(vm, &value, &directive)?,
        (b'c', Flavour::Bytes) => byte_char(vm, &value, &directive)?,
        (b'd' | b'i' | b'u' | b'o' | b'x' | b'X', _) => {
            return push_int(vm, &value, &directive, flavour, out);
        }
        (b'e' | b'E' | b'f' | b'F' | b'g' | b'G', _) => {
            let number = match float::real(vm, &value)? {
                Some(number) => number,
                None => {
                    let name = vm.class_name(&value);
                    let message = match flavour {
                        Flavour::Text => format!("must be real number, not {name}"),
                        Flavour::Bytes => format!("float argument required, not {name}"),
                    };
                    return Err(messages::type_error(vm, &message));
                }
            };
            percent_float(number, &directive)
        }
        _ => return Err(messages::fault(vm, &directive.unsupported())),
    };
    let piece = raise(vm, piece)?;
    raise(vm, out.reserve(piece.len()))?;
    out.push_units(piece.units());
    Ok(())
}

fn push_text(vm: &Vm, text: &Value, directive: &Directive, is_plain: bool, out: &mut Buffer) -> PyResult<()> {
    let Some(text) = text.get::<Str>() else { return Ok(()) };
    if is_plain {
        raise(vm, out.reserve(text.len()))?;
        out.push_units(units_of(text));
        return Ok(());
    }
    let piece = raise(vm, percent_text(units_of(text), directive))?;
    raise(vm, out.reserve(piece.len()))?;
    out.push_units(piece.units());
    Ok(())
}

fn push_int(vm: &Vm, value: &Value, directive: &Directive, flavour: Flavour, out: &mut Buffer) -> PyResult<()> {
    let letter = directive.letter();
    let is_plain = directive.width == 0 && directive.precision.is_none();
    let decimal = matches!(letter, b'd' | b'i' | b'u');
    let plain_sign = !directive.plus && !directive.space;
    if decimal
        && is_plain
        && plain_sign
        && let Some(word) = value.as_int()
    {
        let mut text = String::new();
        int::push_decimal(word, &mut text);
        out.push_str(&text);
        return Ok(());
    }
    let number = match int_value(vm, value, decimal)? {
        Some(number) => number,
        None => {
            let wanted = if decimal { "a real number" } else { "an integer" };
            let name = vm.class_name(value);
            // Formats of bytes know `%i` as another name of `%d` only.
            let shown = if letter == b'i' && flavour == Flavour::Bytes { 'd' } else { char::from(letter) };
            let message = format!("%{shown} format: {wanted} is required, not {name}");
            return Err(messages::type_error(vm, &message));
        }
    };
    let big = match int::operand(&number) {
        Some(operand) => operand.big(),
        None => return Ok(()),
    };
    let piece = raise(vm, percent_int(&big, directive, vm.int_digit_limit.get()))?;
    raise(vm, out.reserve(piece.len()))?;
    out.push_units(piece.units());
    Ok(())
}

/// The integer of a number for `%d` (any number) or `%x` (an index); `None`
/// when there is none.
fn int_value(vm: &Vm, value: &Value, decimal: bool) -> PyResult<Option<Value>> {
    if int::operand(value).is_some() {
        return Ok(Some(value.clone()));
    }
    let (to_int, to_float, index) =
        vm.class_of(value).slots(|slots| (slots.int.is_some(), slots.float.is_some(), slots.index.is_some()));
    let result = if decimal && (to_int || to_float || index) {
        int::number(vm, value)
    } else if index {
        ops::index(vm, value)
    } else {
        return Ok(None);
    };
    vm.catch(&vm.errors.type_error, result)
}

fn text_char(vm: &Vm, value: &Value, directive: &Directive) -> PyResult<Result<Buffer, Fault>> {
    if let Some(text) = value.get::<Str>() {
        if text.len() == 1 {
            return Ok(percent_padded(units_of(text), directive));
        }
        return Err(messages::type_error(vm, "%c requires int or char"));
    }
    match index_or_none(vm, value)? {
        Some(number) => Ok(percent_char(int::as_i64(&number), directive)),
        None => Err(messages::type_error(vm, "%c requires int or char")),
    }
}

fn index_or_none(vm: &Vm, value: &Value) -> PyResult<Option<Value>> {
    if int::operand(value).is_none() && vm.class_of(value).slots(|slots| slots.index.is_none()) {
        return Ok(None);
    }
    let result = ops::index(vm, value);
    vm.catch(&vm.errors.type_error, result)
}

fn byte_char(vm: &Vm, value: &Value, directive: &Directive) -> PyResult<Result<Buffer, Fault>> {
    let wrong = || messages::type_error(vm, "%c requires an integer in range(256) or a single byte");
    if let Some(byte) = bytes::with_plain_bytes(value, |data| match data {
        [byte] => Some(*byte),
        _ => None,
    }) {
        return match byte {
            Some(byte) => Ok(percent_padded(Units::One(&[byte]), directive)),
            None => Err(wrong()),
        };
    }
    let Some(number) = index_or_none(vm, value)? else { return Err(wrong()) };
    match int::operand(&number) {
        Some(Operand::Word(word)) if (0..256).contains(&word) => Ok(percent_padded(Units::One(&[word as u8]), directive)),
        _ => Err(messages::overflow_error(vm, "%c arg not in range(256)")),
    }
}

/// The bytes that `%b` shows.
fn bytes_value(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        return Ok(data);
    }
    if let Some(result) = vm.call_special(value, &vm.names.__bytes__, &[])? {
        return match result.get::<bytes::PyBytes>() {
            Some(data) => Ok(data.data.to_vec()),
            None => {
                let message = format!("__bytes__ returned non-bytes (type {})", vm.class_name(&result));
                Err(messages::type_error(vm, &message))
            }
        };
    }
    if buffer::is_bytes_like(value) {
        return buffer::expect_bytes(vm, value);
    }
    let message =
        format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{}'", vm.class_name(value));
    Err(messages::type_error(vm, &message))
}
