//! Line ends of text streams: the rules that `newline=` asks for, their translation when text is read, and
//! `_io.IncrementalNewlineDecoder`.

use crate::memory::{Kind, Payload, PyResult, Str, Tuple, Value, Visitor};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::exception::messages;
use crate::objects::native::{as_class, bind_new, getter, method};
use crate::objects::slots::Slots;
use crate::objects::str as text;
use crate::objects::vm::Vm;
use crate::objects::{bytes, int, kinds, ops};
use crate::stdlib::class_of;
use crate::text::Units;
use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Newlines {
    /// Any of the three line ends ends a line.
    pub universal: bool,
    /// And is turned into `\n`.
    pub translate: bool,
    /// The one line end, when not universal: 1 `\n`, 2 `\r`, 3 `\r\n`.
    pub only: u8,
    /// What `\n` becomes when written: as `only`.
    pub written: u8,
}

impl Newlines {
    /// The rules that the argument `newline` asks for.
    pub fn named(vm: &Vm, newline: Option<&str>) -> PyResult<Newlines> {
        Ok(match newline {
            None => Newlines { universal: true, translate: true, only: 0, written: 1 },
            Some("") => Newlines { universal: true, translate: false, only: 0, written: 0 },
            Some("\n") => Newlines { universal: false, translate: false, only: 1, written: 0 },
            Some("\r") => Newlines { universal: false, translate: false, only: 2, written: 2 },
            Some("\r\n") => Newlines { universal: false, translate: false, only: 3, written: 3 },
            Some(other) => {
                let shown = ops::repr_text(vm, &vm.new_str(other))?;
                return Err(messages::value_error(vm, &format!("illegal newline value: {shown}")));
            }
        })
    }
}

/// Where an ASCII character stands, from a place on.
pub fn find_unit(units: Units<'_>, wanted: u8, start: usize) -> Option<usize> {
    let place = match units {
        Units::One(codes) => memchr::memchr(wanted, codes.get(start..)?),
        Units::Two(codes) => codes.get(start..)?.iter().position(|code| *code == u16::from(wanted)),
        Units::Four(codes) => codes.get(start..)?.iter().position(|code| *code == u32::from(wanted)),
    };
    place.map(|place| start + place)
}

/// The line ends of one stream that is being read.
#[derive(Default)]
pub struct LineEnds {
    pub rules: Cell<Newlines>,
    /// A carriage return waits for what follows it.
    pub held_return: Cell<bool>,
    /// Line ends seen: 1 `\r`, 2 `\n`, 4 `\r\n`.
    pub seen: Cell<u8>,
}

impl LineEnds {
    pub fn new(rules: Newlines, held_return: bool) -> LineEnds {
        LineEnds { rules: Cell::new(rules), held_return: Cell::new(held_return), seen: Cell::new(0) }
    }

    /// The attribute `newlines` of streams.
    pub fn seen_value(&self, vm: &Vm) -> Value {
        let seen = self.seen.get();
        let kinds = [(1, "\r"), (2, "\n"), (4, "\r\n")];
        let kinds: Vec<Value> = kinds.iter().filter(|(bit, _)| seen & bit != 0).map(|(_, end)| vm.new_str(end)).collect();
        match kinds.as_slice() {
            [] => Value::NONE,
            [only] => only.clone(),
            _ => vm.new_tuple(kinds),
        }
    }

    /// Text with its line ends as the rules want them.
    pub fn translate(&self, vm: &Vm, fresh: Value, end: bool) -> PyResult {
        if !self.rules.get().universal {
            return Ok(fresh);
        }
        let held = self.held_return.replace(false);
        let fresh = if held { text::concat(vm, &vm.new_str("\r"), &fresh)? } else { fresh };
        let Some(payload) = fresh.get::<Str>() else { return Ok(fresh) };
        let units = text::units_of(payload);
        let has = |wanted: u8| find_unit(units, wanted, 0).is_some();
        if !has(13) {
            if self.seen.get() & 2 == 0 && has(10) {
                self.seen.set(self.seen.get() | 2);
            }
            return Ok(fresh);
        }
        let mut length = units.len();
        if !end && length > 0 && units.get(length - 1) == Some(13) {
            self.held_return.set(true);
            length -= 1;
        }
        let translate = self.rules.get().translate;
        let mut seen = self.seen.get();
        let mut codes = Vec::with_capacity(length);
        let mut index = 0;
        while index < length {
            let code = units.get(index).unwrap_or(0);
            index += 1;
            match code {
                13 if index < length && units.get(index) == Some(10) => {
                    seen |= 4;
                    index += 1;
                    if translate { codes.push(10) } else { codes.extend([13, 10]) }
                }
                13 => {
                    seen |= 1;
                    codes.push(if translate { 10 } else { 13 });
                }
                10 => {
                    seen |= 2;
                    codes.push(10);
                }
                other => codes.push(other),
            }
        }
        self.seen.set(seen);
        text::from_codes(vm, &codes)
    }
}

// ---- IncrementalNewlineDecoder ----

pub struct PyNewlineDecoder {
    decoder: Value,
    ends: LineEnds,
}

impl Payload for PyNewlineDecoder {
    const KIND: Kind = kinds::NEWLINE_DECODER;
    const TRACKED: bool = true;

    fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { decoder, ends: _ } = self;
        visitor.edge(decoder);
    }
}

const NEWLINE_DECODER: TypeSpec = TypeSpec {
    name: "IncrementalNewlineDecoder",
    module: "_io",
    flags: class_flag::BASE,
    doc: "Codec used when reading a file in universal newlines mode.",
    slots: Slots { new: Some(decoder_new), ..Slots::EMPTY },
    methods: &[
        method("decode", "(self, input, final=False)", decoder_decode, ""),
        method("getstate", "(self, /)", decoder_getstate, ""),
        method("setstate", "(self, state, /)", decoder_setstate, ""),
        method("reset", "(self, /)", decoder_reset, ""),
    ],
    getset: &[getter("newlines", decoder_newlines, "")],
    signature: "(decoder, translate, errors='strict')",
    ..TypeSpec::EMPTY
};

pub fn decoder_class(vm: &Vm) -> Class {
    class_of(vm, "_io.IncrementalNewlineDecoder", &NEWLINE_DECODER, &vm.types.object, kinds::NEWLINE_DECODER)
}

fn decoder_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let bound = bind_new(vm, "IncrementalNewlineDecoder", NEWLINE_DECODER.signature, args)?;
    let [decoder, translate, _] = bound.as_slice() else { return Ok(Value::NONE) };
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let rules = Newlines { universal: true, translate: ops::truth(vm, translate)?, only: 0, written: 0 };
    let payload = PyNewlineDecoder { decoder: decoder.clone(), ends: LineEnds::new(rules, false) };
    Ok(vm.new_object(class, payload).into_value())
}

fn decoder_decode(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, input, end] = args else { return Ok(Value::NONE) };
    let Some(decoder) = object.get::<PyNewlineDecoder>() else { return Ok(Value::NONE) };
    let end_flag = !end.is_unbound() && ops::truth(vm, end)?;
    let fresh = if decoder.decoder.is_none() {
        input.clone()
    } else {
        vm.call_method(&decoder.decoder, &vm.intern("decode"), &[input.clone(), Value::bool(end_flag)])?
    };
    decoder.ends.translate(vm, fresh, end_flag)
}

fn decoder_reset(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(decoder) = receiver(args).get::<PyNewlineDecoder>() else { return Ok(Value::NONE) };
    decoder.ends.held_return.set(false);
    decoder.ends.seen.set(0);
    if decoder.decoder.is_none() {
        return Ok(Value::NONE);
    }
    vm.call_method(&decoder.decoder, &vm.intern("reset"), &[])
}

/// The state of the decoder below, with the bit for a held return in front of its flags.
fn decoder_getstate(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(decoder) = receiver(args).get::<PyNewlineDecoder>() else { return Ok(Value::NONE) };
    let (waiting, flags) = if decoder.decoder.is_none() {
        (bytes::from_slice(vm, b"")?, 0)
    } else {
        let state = vm.call_method(&decoder.decoder, &vm.intern("getstate"), &[])?;
        match state.get::<Tuple>().map(Tuple::items) {
            Some([waiting, flags]) => (waiting.clone(), ops::index_exact(vm, flags)?),
            _ => return Err(messages::type_error(vm, "illegal decoder state")),
        }
    };
    let flags = i128::from(flags) << 1 | i128::from(decoder.ends.held_return.get());
    Ok(vm.new_tuple(vec![waiting, int::from_i128(vm, flags)]))
}

fn decoder_setstate(vm: &Vm, args: &[Value]) -> PyResult {
    let [object, state] = args else { return Ok(Value::NONE) };
    let Some(decoder) = object.get::<PyNewlineDecoder>() else { return Ok(Value::NONE) };
    let Some([waiting, flags]) = state.get::<Tuple>().map(Tuple::items) else {
        return Err(messages::type_error(vm, "state argument must be a tuple"));
    };
    let flags = ops::index_exact(vm, flags)?;
    decoder.ends.held_return.set(flags & 1 != 0);
    if decoder.decoder.is_none() {
        return Ok(Value::NONE);
    }
    let below = vm.new_tuple(vec![waiting.clone(), vm.new_int(flags >> 1)]);
    vm.call_method(&decoder.decoder, &vm.intern("setstate"), &[below])
}

fn decoder_newlines(vm: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<PyNewlineDecoder>().map_or(Value::NONE, |decoder| decoder.ends.seen_value(vm)))
}

fn receiver(args: &[Value]) -> &Value {
    const NONE: &Value = &Value::NONE;
    args.first().unwrap_or(NONE)
}
