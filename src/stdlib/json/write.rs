//! Objects to JSON text.

use super::DEEPEST;
use crate::memory::{PyResult, Str, Tuple, Value};
use crate::num::float_text;
use crate::objects::class::Class;
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::str;
use crate::objects::vm::Vm;
use crate::objects::{float, int};
use crate::room;
use crate::stdlib::natives::argument;
use crate::text::buffer::Buffer;

/// Why writing stops.
enum Stop {
    /// Something is not plain.
    NotPlain,
    Memory,
}

type Written = Result<(), Stop>;

/// The text so far: ASCII as long as it can be.
struct Text {
    ascii: Vec<u8>,
    /// Everything, once something wider came.
    wide: Option<Buffer>,
    ascii_only: bool,
}

impl Text {
    fn plain(&mut self, part: &[u8]) -> Written {
        if let Some(wide) = &mut self.wide {
            wide.push_units(crate::text::buffer::Units::One(part));
            return Ok(());
        }
        let free = self.ascii.capacity() - self.ascii.len();
        if free < part.len() && room::asking(|| self.ascii.try_reserve(part.len())).is_err() {
            return Err(Stop::Memory);
        }
        self.ascii.extend_from_slice(part);
        Ok(())
    }

    fn code(&mut self, code: u32) -> Written {
        if code < 0x80 {
            return self.plain(&[code as u8]);
        }
        if self.wide.is_none() {
            let mut wide = Buffer::with_capacity(self.ascii.len()).map_err(|_| Stop::Memory)?;
            wide.push_units(crate::text::buffer::Units::One(&self.ascii));
            self.wide = Some(wide);
        }
        if let Some(wide) = &mut self.wide {
            wide.push(code);
        }
        Ok(())
    }

    fn unit(&mut self, unit: u32) -> Written {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |shift: u32| DIGITS.get((unit >> shift & 15) as usize).copied().unwrap_or(b'0');
        self.plain(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)])
    }

    /// One character of a literal that is not written as it is.
    fn escaped(&mut self, code: u32) -> Written {
        match code {
            0x22 => self.plain(b"\\\""),
            0x5c => self.plain(b"\\\\"),
            0x08 => self.plain(b"\\b"),
            0x0c => self.plain(b"\\f"),
            0x0a => self.plain(b"\\n"),
            0x0d => self.plain(b"\\r"),
            0x09 => self.plain(b"\\t"),
            0..0x20 => self.unit(code),
            _ if !self.ascii_only => self.code(code),
            0x1_0000.. => {
                let beyond = code - 0x1_0000;
                self.unit(0xd800 | beyond >> 10)?;
                self.unit(0xdc00 | beyond & 0x3ff)
            }
            _ => self.unit(code),
        }
    }

    fn literal(&mut self, text: &Str) -> Written {
        self.plain(b"\"")?;
        match text.as_ascii() {
            Some(ascii) => {
                let bytes = ascii.as_bytes();
                let mut done = 0;
                for (at, &byte) in bytes.iter().enumerate() {
                    if byte < 0x20 || byte == b'"' || byte == b'\\' || byte == 0x7f {
                        self.plain(bytes.get(done..at).unwrap_or(&[]))?;
                        self.escaped(u32::from(byte))?;
                        done = at + 1;
                    }
                }
                self.plain(bytes.get(done..).unwrap_or(&[]))?;
            }
            None => {
                for code in str::units_of(text).iter() {
                    if (0x20..0x7f).contains(&code) && code != 0x22 && code != 0x5c {
                        self.code(code)?;
                    } else {
                        self.escaped(code)?;
                    }
                }
            }
        }
        self.plain(b"\"")
    }
}

struct Writer<'a> {
    vm: &'a Vm,
    text: Text,
    item_separator: &'a [u8],
    key_separator: &'a [u8],
    indent: Option<&'a [u8]>,
    nan_allowed: bool,
    sort_keys: bool,
}

/// The bytes of an exact str of ASCII.
fn ascii<'a>(vm: &Vm, value: &'a Value) -> Option<&'a [u8]> {
    if !vm.class_of(value).same(&vm.types.str) {
        return None;
    }
    value.get::<Str>()?.as_ascii().map(str::as_bytes)
}

/// Whether a method of a value is the one of the built-in class it derives from.
fn inherits(vm: &Vm, value: &Value, base: &Class, name: &str) -> bool {
    let class = vm.class_of(value);
    if class.same(base) {
        return true;
    }
    let name = vm.intern(name);
    match (class.lookup(vm, &name), base.lookup(vm, &name)) {
        (Some(own), Some(plain)) => own.is(&plain),
        _ => false,
    }
}

impl Writer<'_> {
    fn line(&mut self, depth: u32) -> Written {
        if let Some(indent) = self.indent {
            self.text.plain(b"\n")?;
            for _ in 0..depth {
                self.text.plain(indent)?;
            }
        }
        Ok(())
    }

    fn number(&mut self, value: f64) -> Written {
        if value.is_finite() {
            return self.text.plain(float_text::repr(value).as_bytes());
        }
        if !self.nan_allowed {
            return Err(Stop::NotPlain);
        }
        self.text.plain(if value.is_nan() {
            b"NaN"
        } else if value > 0.0 {
            b"Infinity"
        } else {
            b"-Infinity"
        })
    }

    /// None, bools and numbers, of classes that derive from theirs too; false for anything else.
    fn scalar(&mut self, value: &Value) -> Result<bool, Stop> {
        if value.is_none() {
            self.text.plain(b"null")?;
        } else if value.is_bool() {
            self.text.plain(if value.is_true() { b"true" } else { b"false" })?;
        } else if let Some(number) = int::operand(value) {
            let int::Operand::Word(number) = number else { return Err(Stop::NotPlain) };
            let mut text = String::new();
            int::push_decimal(number, &mut text);
            self.text.plain(text.as_bytes())?;
        } else if let Some(number) = float::as_f64(value) {
            self.number(number)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn value(&mut self, value: &Value, depth: u32) -> Written {
        if let Some(text) = value.get::<Str>() {
            return self.text.literal(text);
        }
        if self.scalar(value)? {
            return Ok(());
        }
        if depth >= DEEPEST {
            return Err(Stop::NotPlain);
        }
        let types = &self.vm.types;
        if let Some(list) = value.get::<PyList>()
            && inherits(self.vm, value, &types.list, "__iter__")
        {
            return self.items(|index| list.get(index), depth);
        }
        if let Some(tuple) = value.get::<Tuple>()
            && inherits(self.vm, value, &types.tuple, "__iter__")
        {
            return self.items(|index| tuple.items().get(index).cloned(), depth);
        }
        if let Some(dict) = value.get::<PyDict>()
            && inherits(self.vm, value, &types.dict, "items")
        {
            return self.pairs(dict, depth);
        }
        Err(Stop::NotPlain)
    }

    fn items(&mut self, item: impl Fn(usize) -> Option<Value>, depth: u32) -> Written {
        self.text.plain(b"[")?;
        let mut index = 0;
        while let Some(value) = item(index) {
            if index > 0 {
                self.text.plain(self.item_separator)?;
            }
            self.line(depth + 1)?;
            self.value(&value, depth + 1)?;
            index += 1;
        }
        if index > 0 {
            self.line(depth)?;
        }
        self.text.plain(b"]")
    }

    fn pairs(&mut self, dict: &PyDict, depth: u32) -> Written {
        let vm = self.vm;
        self.text.plain(b"{")?;
        if self.sort_keys {
            let mut pairs = dict.pairs();
            if !pairs.iter().all(|pair| vm.class_of(&pair.0).same(&vm.types.str)) {
                return Err(Stop::NotPlain);
            }
            pairs.sort_by(|a, b| match (a.0.get::<Str>(), b.0.get::<Str>()) {
                (Some(a), Some(b)) => str::order(a, b),
                _ => std::cmp::Ordering::Equal,
            });
            for (index, (key, value)) in pairs.iter().enumerate() {
                self.pair(index == 0, key, value, depth)?;
            }
            if !pairs.is_empty() {
                self.line(depth)?;
            }
            return self.text.plain(b"}");
        }
        let mut cursor = 0;
        let mut first = true;
        while let Some((next, key, value)) = dict.next_entry(cursor) {
            cursor = next;
            self.pair(first, &key, &value, depth)?;
            first = false;
        }
        if !first {
            self.line(depth)?;
        }
        self.text.plain(b"}")
    }

    fn pair(&mut self, first: bool, key: &Value, value: &Value, depth: u32) -> Written {
        if !first {
            self.text.plain(self.item_separator)?;
        }
        self.line(depth + 1)?;
        if let Some(text) = key.get::<Str>() {
            self.text.literal(text)?;
        } else {
            self.text.plain(b"\"")?;
            if !self.scalar(key)? {
                return Err(Stop::NotPlain);
            }
            self.text.plain(b"\"")?;
        }
        self.text.plain(self.key_separator)?;
        self.value(value, depth + 1)
    }
}

fn finish(vm: &Vm, text: &Text) -> PyResult {
    match &text.wide {
        Some(wide) => str::from_buffer(vm, wide),
        None => str::from_bytes(vm, &text.ascii),
    }
}

fn ended(vm: &Vm, text: &Text, written: Written) -> PyResult {
    match written {
        Ok(()) => finish(vm, text),
        Err(Stop::NotPlain) => Ok(Value::NONE),
        Err(Stop::Memory) => Err(messages::memory_error(vm)),
    }
}

pub fn encode(vm: &Vm, args: &[Value]) -> PyResult {
    let (item, key, indent) = (argument(args, 2), argument(args, 3), argument(args, 4));
    let (Some(item_separator), Some(key_separator)) = (ascii(vm, item), ascii(vm, key)) else { return Ok(Value::NONE) };
    let indent = match (indent.is_none(), ascii(vm, indent)) {
        (true, _) => None,
        (false, Some(indent)) => Some(indent),
        (false, None) => return Ok(Value::NONE),
    };
    let flag = |index: usize| argument(args, index).is_true();
    let text = Text { ascii: Vec::new(), wide: None, ascii_only: flag(1) };
    let mut writer = Writer { vm, text, item_separator, key_separator, indent, nan_allowed: flag(5), sort_keys: flag(6) };
    let written = writer.value(argument(args, 0), 0);
    ended(vm, &writer.text, written)
}

pub fn quote(vm: &Vm, args: &[Value]) -> PyResult {
    let Some(text) = argument(args, 0).get::<Str>() else {
        let name = vm.class_name(argument(args, 0));
        return Err(messages::type_error(vm, &format!("first argument must be a string, not {name}")));
    };
    let mut out = Text { ascii: Vec::new(), wide: None, ascii_only: argument(args, 1).is_true() };
    let written = out.literal(text);
    ended(vm, &out, written)
}
