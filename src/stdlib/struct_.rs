//! `struct`: values packed into bytes by a format text.

use super::natives::{
    OPEN, add_class, argument, exception, exception_class, expect_size, given, items_of, make, make_in, payload, receiver,
};
use super::{ModuleSpec, set};
use crate::memory::{Guarded, Kind, Payload, PyResult, Raised, Str, Value};
use crate::num::int::Endian;
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::int::Operand;
use crate::objects::iterators::itself;
use crate::objects::native::{Member, Method, bind_new, function, method};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, int, kinds, ops};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

pub const MODULE: ModuleSpec =
    ModuleSpec { name: "struct", doc: "Values packed into bytes and back.", functions: FUNCTIONS, setup: Some(setup) };
pub const INNER_MODULE: ModuleSpec =
    ModuleSpec { name: "_struct", doc: "Values packed into bytes and back.", functions: FUNCTIONS, setup: Some(setup) };

fn setup(vm: &Vm, module: &crate::memory::Handle<crate::objects::module::PyModule>) -> PyResult<()> {
    add_class(vm, module, &STRUCT, kinds::STRUCT_OBJECT);
    set(vm, module, "error", error_class(vm).into_value());
    let names = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"];
    let names = names.map(|name| vm.intern(name)).to_vec();
    set(vm, module, "__all__", vm.new_list(names));
    Ok(())
}

const ERROR: TypeSpec = exception("error", "struct");

fn error_class(vm: &Vm) -> Class {
    exception_class(vm, "struct.error", &ERROR, &vm.errors.exception)
}

#[cold]
fn error(vm: &Vm, message: &str) -> Raised {
    vm.raise_message(&error_class(vm), message)
}

const FUNCTIONS: &[Method] = &[
    function("_clearcache", "()", |_, _| Ok(Value::NONE), "There is no cache to clear."),
    function(
        "calcsize",
        "(format, /)",
        |vm, args| Ok(int::from_usize(vm, layout_of(vm, argument(args, 0))?.size)),
        "The size of what a format describes.",
    ),
    function(
        "iter_unpack",
        "(format, buffer, /)",
        |vm, args| iterate(vm, layout_of(vm, argument(args, 0))?, argument(args, 1)),
        "Unpack one record after the other.",
    ),
    function("pack", "(*args)", module_pack, "Values as bytes."),
    function("pack_into", "(*args)", module_pack_into, "Values written into a buffer."),
    function(
        "unpack",
        "(format, buffer, /)",
        |vm, args| unpack(vm, layout_of(vm, argument(args, 0))?.as_ref(), argument(args, 1)),
        "Bytes as a tuple of values.",
    ),
    function("unpack_from", "(format, /, buffer, offset=0)", module_unpack_from, "A part of a buffer as a tuple of values."),
];

const STRUCT: TypeSpec = TypeSpec {
    name: "Struct",
    module: "_struct",
    flags: OPEN | class_flag::WEAK,
    doc: "A format that has been read.",
    slots: Slots { new: Some(struct_new), repr: Some(struct_repr), ..Slots::EMPTY },
    methods: &[
        method(
            "iter_unpack",
            "(self, buffer, /)",
            |vm, args| iterate(vm, own(vm, args)?.layout.clone(), argument(args, 1)),
            "Unpack one record after the other.",
        ),
        method("pack", "(self, *args)", struct_pack, "Values as bytes."),
        method("pack_into", "(self, *args)", struct_pack_into, "Values written into a buffer."),
        method(
            "unpack",
            "(self, buffer, /)",
            |vm, args| unpack(vm, &own(vm, args)?.layout, argument(args, 1)),
            "Bytes as a tuple of values.",
        ),
        method("unpack_from", "(self, buffer, offset=0)", struct_unpack_from, "A part of a buffer as a tuple of values."),
    ],
    members: &[
        Member {
            name: "format",
            get: |vm, value| Ok(value.get::<StructObject>().map_or(Value::NONE, |own| vm.new_str(&own.format))),
            set: None,
            doc: "",
        },
        Member {
            name: "size",
            get: |vm, value| Ok(value.get::<StructObject>().map_or(Value::NONE, |own| int::from_usize(vm, own.layout.size))),
            set: None,
            doc: "",
        },
    ],
    signature: "(format)",
    ..TypeSpec::EMPTY
};

const UNPACK_ITERATOR: TypeSpec = TypeSpec {
    name: "unpack_iterator",
    module: "_struct",
    flags: super::natives::CLOSED,
    slots: Slots { iter: Some(itself), next: Some(iterator_next), ..Slots::EMPTY },
    methods: &[method("__length_hint__", "(self, /)", iterator_hint, "How many records are left.")],
    ..TypeSpec::EMPTY
};

/// `count` values of one type (for `s` and `p`: one value of `count` bytes).
#[derive(Clone, Copy)]
pub struct Field {
    code: u8,
    size: usize,
    count: usize,
    offset: usize,
}

#[derive(Clone)]
pub struct Layout {
    fields: Vec<Field>,
    size: usize,
    /// Values to pack.
    values: usize,
    order: Endian,
    native: bool,
}

pub struct StructObject {
    format: String,
    layout: Arc<Layout>,
}

impl Payload for StructObject {
    const KIND: Kind = kinds::STRUCT_OBJECT;
}

fn own<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a StructObject> {
    receiver::<StructObject>(vm, args)
}

/// Size and alignment of a type; alignment 1 outside native mode.
fn type_size(code: u8, native: bool) -> Option<(usize, usize)> {
    let size = match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => return Some((1, 1)),
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    };
    Some((size, if native { size } else { 1 }))
}

fn parse(vm: &Vm, format: &str) -> PyResult<Layout> {
    let bytes = format.as_bytes();
    let (order, native, rest) = match bytes.first() {
        Some(b'@') => (Endian::Little, true, bytes.get(1..)),
        Some(b'=' | b'<') => (Endian::Little, false, bytes.get(1..)),
        Some(b'>' | b'!') => (Endian::Big, false, bytes.get(1..)),
        _ => (Endian::Little, true, Some(bytes)),
    };
    let mut layout = Layout { fields: Vec::new(), size: 0, values: 0, order, native };
    let too_long = || error(vm, "total struct size too long");
    let mut letters = rest.unwrap_or(&[]).iter().copied().peekable();
    while let Some(letter) = letters.next() {
        if matches!(letter, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) {
            continue;
        }
        let (mut code, mut count) = (letter, 1usize);
        if letter.is_ascii_digit() {
            count = usize::from(letter - b'0');
            loop {
                let Some(next) = letters.next() else {
                    return Err(error(vm, "repeat count given without format specifier"));
                };
                if !next.is_ascii_digit() {
                    code = next;
                    break;
                }
                let longer = count.checked_mul(10).and_then(|count| count.checked_add(usize::from(next - b'0')));
                count = longer.filter(|count| *count <= isize::MAX as usize).ok_or_else(too_long)?;
            }
        }
        let Some((size, align)) = type_size(code, native) else { return Err(error(vm, "bad char in struct format")) };
        let offset = layout.size.checked_next_multiple_of(align).ok_or_else(too_long)?;
        let bytes = size.checked_mul(count).ok_or_else(too_long)?;
        layout.size = offset.checked_add(bytes).filter(|size| *size <= isize::MAX as usize).ok_or_else(too_long)?;
        match code {
            b'x' => {}
            b's' | b'p' => {
                layout.fields.push(Field { code, size: count, count: 1, offset });
                layout.values += 1;
            }
            _ if count > 0 => {
                layout.fields.push(Field { code, size, count, offset });
                layout.values = layout.values.checked_add(count).ok_or_else(too_long)?;
            }
            _ => {}
        }
    }
    Ok(layout)
}

/// The text of a format argument.
fn format_text(vm: &Vm, format: &Value) -> PyResult<String> {
    if let Some(text) = format.get::<Str>() {
        return match text.as_ascii() {
            Some(text) if text.contains('\0') => Err(error(vm, "embedded null character")),
            Some(text) => Ok(text.to_owned()),
            None => {
                let name = vm.intern("encode");
                vm.call_method(format, &name, &[vm.intern("ascii")])?;
                Err(error(vm, "bad char in struct format"))
            }
        };
    }
    match bytes::with_plain_bytes(format, |bytes| String::from_utf8_lossy(bytes).into_owned()) {
        Some(text) if format.is_kind::<bytes::PyBytes>() => Ok(text),
        _ => {
            let message = format!("Struct() argument 1 must be a str or bytes object, not {}", vm.class_name(format));
            Err(messages::type_error(vm, &message))
        }
    }
}

thread_local! {
    /// Formats that were read lately; they mean the same to every interpreter.
    static KNOWN: RefCell<HashMap<Box<str>, Arc<Layout>>> = RefCell::new(HashMap::new());
}

/// Formats remembered at most.
const MOST_KNOWN: usize = 100;

fn layout_of(vm: &Vm, format: &Value) -> PyResult<Arc<Layout>> {
    let owned;
    let text = match format.get::<Str>().and_then(Str::as_ascii).filter(|text| !text.contains('\0')) {
        Some(text) => text,
        None => {
            owned = format_text(vm, format)?;
            &owned
        }
    };
    if let Some(known) = KNOWN.with_borrow(|known| known.get(text).cloned()) {
        return Ok(known);
    }
    let layout = Arc::new(parse(vm, text)?);
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(text.into(), layout.clone());
    });
    Ok(layout)
}

fn struct_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "Struct", "(format)", args)?;
    let format = format_text(vm, argument(&bound, 0))?;
    let layout = Arc::new(parse(vm, &format)?);
    make_in(vm, class, StructObject { format, layout })
}

fn struct_repr(vm: &Vm, value: &Value) -> PyResult {
    let Some(own) = value.get::<StructObject>() else { return Ok(Value::NONE) };
    let format = ops::repr_text(vm, &vm.new_str(&own.format))?;
    Ok(vm.new_string(format!("{}({format})", vm.class_of(value).name_text())))
}

// ---- packing ----

fn write_bytes(target: &mut [u8], offset: usize, source: &[u8]) {
    if let Some(place) = offset.checked_add(source.len()).and_then(|end| target.get_mut(offset..end)) {
        place.copy_from_slice(source);
    }
}

fn pack_integer(vm: &Vm, field: &Field, layout: &Layout, value: &Value, place: &mut [u8]) -> PyResult<()> {
    let number = if int::operand(value).is_some() {
        value.clone()
    } else if vm.class_of(value).slots(|slots| slots.index.is_some()) {
        ops::index(vm, value)?
    } else {
        return Err(error(vm, "required argument is not an integer"));
    };
    let signed = matches!(field.code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n');
    let bits = field.size as u32 * 8;
    let (low, high) = if field.code == b'P' {
        (-(1i128 << (bits - 1)), (1i128 << bits) - 1)
    } else if signed {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    } else {
        (0, (1i128 << bits) - 1)
    };
    let word = match int::operand(&number) {
        Some(Operand::Word(word)) => Some(i128::from(word)),
        Some(Operand::Big(big)) => big.to_i128(),
        None => None,
    };
    match word {
        Some(word) if (low..=high).contains(&word) => {
            let mut bytes = (word as u64).to_le_bytes();
            let Some(used) = bytes.get_mut(..field.size) else { return Ok(()) };
            if layout.order == Endian::Big {
                used.reverse();
            }
            place.copy_from_slice(used);
            Ok(())
        }
        _ if field.code == b'P' => Err(error(vm, "int too large to convert")),
        _ => Err(error(vm, &format!("'{}' format requires {low} <= number <= {high}", char::from(field.code)))),
    }
}

/// A half-precision float, rounded to even; `None` when it is too large.
fn to_half(value: f64) -> Option<u16> {
    let sign = ((value.to_bits() >> 48) & 0x8000) as u16;
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if value.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let size = value.abs();
    if size == 0.0 {
        return Some(sign);
    }
    let (_, exponent) = super::math_real::frexp(size);
    let exponent = exponent - 1;
    if exponent < -25 {
        return Some(sign);
    }
    // Ten bits behind the point; fewer below the smallest normal number.
    let scale = exponent.max(-14) - 10;
    let bits = super::math_real::ldexp(size, -i64::from(scale)).round_ties_even() as u32;
    let (bits, scale) = if bits >= 2048 { (bits / 2, scale + 1) } else { (bits, scale) };
    if scale + 10 > 15 {
        return None;
    }
    let result = if bits < 1024 { bits } else { (((scale + 25) as u32) << 10) | (bits & 1023) };
    Some(sign | result as u16)
}

fn from_half(bits: u16) -> f64 {
    let mantissa = f64::from(bits & 1023);
    let size = match (bits >> 10) & 31 {
        0 => mantissa * (1.0 / 16_777_216.0),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => super::math_real::ldexp(mantissa + 1024.0, i64::from(exponent) - 25),
    };
    if bits & 0x8000 != 0 { -size } else { size }
}

fn pack_float(vm: &Vm, field: &Field, layout: &Layout, value: &Value, place: &mut [u8]) -> PyResult<()> {
    let number = match float::as_f64(value) {
        Some(number) => number,
        None => match float::real(vm, value) {
            Ok(Some(number)) => number,
            Ok(None) => return Err(error(vm, "required argument is not a float")),
            Err(_) => {
                drop(vm.take_exception());
                return Err(error(vm, "required argument is not a float"));
            }
        },
    };
    let mut bytes = [0u8; 8];
    match field.code {
        b'e' => match to_half(number) {
            Some(half) => write_bytes(&mut bytes, 0, &half.to_le_bytes()),
            None => return Err(messages::overflow_error(vm, "float too large to pack with e format")),
        },
        b'f' => {
            let single = number as f32;
            if single.is_infinite() && number.is_finite() && !layout.native {
                return Err(messages::overflow_error(vm, "float too large to pack with f format"));
            }
            write_bytes(&mut bytes, 0, &single.to_le_bytes());
        }
        _ => bytes = number.to_le_bytes(),
    }
    let Some(used) = bytes.get_mut(..field.size) else { return Ok(()) };
    if layout.order == Endian::Big {
        used.reverse();
    }
    place.copy_from_slice(used);
    Ok(())
}

fn pack_one(vm: &Vm, field: &Field, layout: &Layout, value: &Value, place: &mut [u8]) -> PyResult<()> {
    match field.code {
        b's' | b'p' => {
            let text = if value.is_kind::<bytes::PyBytes>() || value.is_kind::<crate::objects::bytearray::PyByteArray>() {
                buffer::expect_bytes(vm, value)?
            } else {
                return Err(error(vm, &format!("argument for '{}' must be a bytes object", char::from(field.code))));
            };
            let (start, room) = if field.code == b'p' { (1, place.len().saturating_sub(1)) } else { (0, place.len()) };
            let used = text.len().min(room);
            write_bytes(place, start, text.get(..used).unwrap_or(&[]));
            if field.code == b'p'
                && let Some(first) = place.first_mut()
            {
                *first = used.min(255) as u8;
            }
            Ok(())
        }
        b'c' => {
            let byte = bytes::with_plain_bytes(value, |bytes| if let [byte] = bytes { Some(*byte) } else { None }).flatten();
            match (byte, place.first_mut()) {
                (Some(byte), Some(first)) if value.is_kind::<bytes::PyBytes>() => {
                    *first = byte;
                    Ok(())
                }
                _ => Err(error(vm, "char format requires a bytes object of length 1")),
            }
        }
        b'?' => {
            let truth = ops::truth(vm, value)?;
            if let Some(first) = place.first_mut() {
                *first = u8::from(truth);
            }
            Ok(())
        }
        b'e' | b'f' | b'd' => pack_float(vm, field, layout, value, place),
        _ => pack_integer(vm, field, layout, value, place),
    }
}

fn pack(vm: &Vm, layout: &Layout, values: &[Value], name: &str) -> PyResult<Vec<u8>> {
    if values.len() != layout.values {
        let message = format!("{name} expected {} items for packing (got {})", layout.values, values.len());
        return Err(error(vm, &message));
    }
    let mut data = bytes::zeros(vm, layout.size)?;
    let mut values = values.iter();
    for field in &layout.fields {
        for index in 0..field.count {
            let Some(value) = values.next() else { break };
            let start = field.offset + index * field.size;
            if let Some(place) = data.get_mut(start..start + field.size) {
                pack_one(vm, field, layout, value, place)?;
            }
        }
    }
    Ok(data)
}

fn module_pack(vm: &Vm, args: &[Value]) -> PyResult {
    let Some((format, values)) = items_of(argument(args, 0)).split_first() else {
        return Err(messages::type_error(vm, "missing format argument"));
    };
    Ok(bytes::from_vec(vm, pack(vm, layout_of(vm, format)?.as_ref(), values, "pack")?))
}

fn struct_pack(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(bytes::from_vec(vm, pack(vm, &own(vm, args)?.layout, items_of(argument(args, 1)), "pack")?))
}

fn pack_into(vm: &Vm, layout: &Layout, args: &[Value]) -> PyResult {
    let (target, rest) = match args {
        [] => return Err(error(vm, "pack_into expected buffer argument")),
        [_] => return Err(error(vm, "pack_into expected offset argument")),
        [target, rest @ ..] => (target, rest),
    };
    let Some((offset, values)) = rest.split_first() else { return Ok(Value::NONE) };
    if values.len() != layout.values {
        let message = format!("pack_into expected {} items for packing (got {})", layout.values, values.len());
        return Err(error(vm, &message));
    }
    let writable = match buffer::access(target) {
        Some(access) if !(access.describe)(vm, target)?.read_only => access,
        _ => {
            let message = format!("argument must be read-write bytes-like object, not {}", vm.class_name(target));
            return Err(messages::type_error(vm, &message));
        }
    };
    let offset = expect_size(vm, offset)?;
    let length = buffer::with_bytes(target, <[u8]>::len).unwrap_or(0);
    let start = checked_offset(vm, offset, length, layout.size, true)?;
    let data = pack(vm, layout, values, "pack_into")?;
    // Packing may have run Python code that resized the buffer; then nothing fits.
    (writable.write)(target, &mut |bytes| write_bytes(bytes, start, &data));
    Ok(Value::NONE)
}

fn module_pack_into(vm: &Vm, args: &[Value]) -> PyResult {
    let Some((format, rest)) = items_of(argument(args, 0)).split_first() else {
        return Err(messages::type_error(vm, "missing format argument"));
    };
    pack_into(vm, layout_of(vm, format)?.as_ref(), rest)
}

fn struct_pack_into(vm: &Vm, args: &[Value]) -> PyResult {
    pack_into(vm, &own(vm, args)?.layout, items_of(argument(args, 1)))
}

/// Where a record starts in a buffer.
fn checked_offset(vm: &Vm, offset: i64, length: usize, size: usize, packing: bool) -> PyResult<usize> {
    let (wide, length) = (i128::from(offset), length as i128);
    let start = if offset < 0 {
        if wide + size as i128 > 0 {
            let message = if packing {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            };
            return Err(error(vm, &message));
        }
        if wide + length < 0 {
            return Err(error(vm, &format!("offset {offset} out of range for {length}-byte buffer")));
        }
        wide + length
    } else {
        wide
    };
    if length - start < size as i128 {
        let (name, verb) = if packing { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let needed = start + size as i128;
        let message = format!(
            "{name} requires a buffer of at least {needed} bytes for {verb} {size} bytes at offset {start} (actual buffer size is {length})"
        );
        return Err(error(vm, &message));
    }
    Ok(start as usize)
}

// ---- unpacking ----

fn unpack_one(vm: &Vm, field: &Field, layout: &Layout, source: &[u8]) -> PyResult {
    let mut word = [0u8; 8];
    let ordered = |word: &mut [u8; 8]| {
        for (index, place) in word.iter_mut().take(field.size).enumerate() {
            let from = if layout.order == Endian::Big { field.size - 1 - index } else { index };
            *place = source.get(from).copied().unwrap_or(0);
        }
    };
    match field.code {
        b's' => bytes::from_slice(vm, source),
        b'p' => {
            let length = usize::from(source.first().copied().unwrap_or(0)).min(source.len().saturating_sub(1));
            bytes::from_slice(vm, source.get(1..1 + length).unwrap_or(&[]))
        }
        b'c' => bytes::from_slice(vm, source),
        b'?' => Ok(Value::bool(source.first().is_some_and(|byte| *byte != 0))),
        b'e' => {
            ordered(&mut word);
            Ok(vm.new_float(from_half(u64::from_le_bytes(word) as u16)))
        }
        b'f' => {
            ordered(&mut word);
            Ok(vm.new_float(f64::from(f32::from_bits(u64::from_le_bytes(word) as u32))))
        }
        b'd' => {
            ordered(&mut word);
            Ok(vm.new_float(f64::from_le_bytes(word)))
        }
        code => {
            ordered(&mut word);
            let number = u64::from_le_bytes(word);
            if matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n') {
                let unused = 64 - field.size as u32 * 8;
                return Ok(vm.new_int(((number << unused) as i64) >> unused));
            }
            Ok(int::from_u64(vm, number))
        }
    }
}

fn unpack_at(vm: &Vm, layout: &Layout, data: &[u8]) -> PyResult {
    let mut items = Vec::with_capacity(layout.values);
    for field in &layout.fields {
        for index in 0..field.count {
            let start = field.offset + index * field.size;
            items.push(unpack_one(vm, field, layout, data.get(start..start + field.size).unwrap_or(&[]))?);
        }
    }
    Ok(vm.new_tuple(items))
}

fn not_bytes_like(vm: &Vm, value: &Value) -> Raised {
    messages::type_error(vm, &format!("a bytes-like object is required, not '{}'", vm.class_name(value)))
}

fn unpack(vm: &Vm, layout: &Layout, source: &Value) -> PyResult {
    let result =
        buffer::with_bytes(source, |data| if data.len() == layout.size { Some(unpack_at(vm, layout, data)) } else { None });
    match result {
        Some(Some(tuple)) => tuple,
        Some(None) => Err(error(vm, &format!("unpack requires a buffer of {} bytes", layout.size))),
        None => Err(not_bytes_like(vm, source)),
    }
}

fn unpack_from(vm: &Vm, layout: &Layout, source: &Value, offset: Option<&Value>) -> PyResult {
    let Some(length) = buffer::with_bytes(source, <[u8]>::len) else { return Err(not_bytes_like(vm, source)) };
    let offset = match offset {
        Some(offset) => expect_size(vm, offset)?,
        None => 0,
    };
    let start = checked_offset(vm, offset, length, layout.size, false)?;
    let result = buffer::with_bytes(source, |data| unpack_at(vm, layout, data.get(start..start + layout.size).unwrap_or(&[])));
    result.unwrap_or_else(|| Err(not_bytes_like(vm, source)))
}

fn module_unpack_from(vm: &Vm, args: &[Value]) -> PyResult {
    unpack_from(vm, layout_of(vm, argument(args, 0))?.as_ref(), argument(args, 1), given(args, 2))
}

fn struct_unpack_from(vm: &Vm, args: &[Value]) -> PyResult {
    unpack_from(vm, &own(vm, args)?.layout, argument(args, 1), given(args, 2))
}

payload!(
    UnpackIterator, STRUCT_ITERATOR { buffer } { layout: Arc<Layout>, offset: Cell<usize> }
);

fn iterate(vm: &Vm, layout: Arc<Layout>, source: &Value) -> PyResult {
    if layout.size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let Some(length) = buffer::with_bytes(source, <[u8]>::len) else { return Err(not_bytes_like(vm, source)) };
    if !length.is_multiple_of(layout.size) {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", layout.size);
        return Err(error(vm, &message));
    }
    Ok(make(vm, &UNPACK_ITERATOR, UnpackIterator { buffer: Guarded::new(source.clone()), layout, offset: Cell::new(0) }))
}

fn iterator_next(vm: &Vm, iterator: &Value) -> PyResult {
    let Some(state) = iterator.get::<UnpackIterator>() else { return Ok(Value::DONE) };
    let (source, start) = (state.buffer.copy(), state.offset.get());
    let result = buffer::with_bytes(&source, |data| {
        data.get(start..start + state.layout.size).map(|data| unpack_at(vm, &state.layout, data))
    });
    match result.flatten() {
        Some(tuple) => {
            state.offset.set(start + state.layout.size);
            tuple
        }
        None => {
            drop(state.buffer.replace(Value::UNBOUND));
            Ok(Value::DONE)
        }
    }
}

fn iterator_hint(vm: &Vm, args: &[Value]) -> PyResult {
    let state = receiver::<UnpackIterator>(vm, args)?;
    let length = buffer::with_bytes(&state.buffer.copy(), <[u8]>::len).unwrap_or(0);
    Ok(int::from_usize(vm, length.saturating_sub(state.offset.get()) / state.layout.size.max(1)))
}

#[cfg(test)]
mod tests {
    use super::{from_half, to_half};

    #[test]
    fn halves() {
        assert_eq!(to_half(1.5), Some(0x3e00));
        assert_eq!(to_half(65504.0), Some(0x7bff));
        assert_eq!(to_half(65520.0), None);
        assert_eq!(to_half(5.960464477539063e-08), Some(1));
        assert_eq!(from_half(0x3e00), 1.5);
        assert_eq!(from_half(1), 5.960464477539063e-08);
    }
}
