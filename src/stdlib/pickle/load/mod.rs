//! Reading: opcodes to objects.
//!
//! The stack and the marks are local to one load; the memo lies in the loader,
//! because an `Unpickler` keeps it between loads. Nothing is allocated for a
//! length that the input only claims: bytes are there before they are copied,
//! and memo numbers far beyond what has been stored go to a map.

mod input;
mod lines;
mod objects;

pub use input::{Input, Source};

use self::input::TRUNCATED;
use self::lines::{float_line, integer_line, long_line, quoted};
use self::objects::{add_all, append_all, build, fill, instantiate, new_object, newer_names};
use super::classes::overriding;
use super::save::{import_named, walk_path};
use super::{HIGHEST_PROTOCOL, flag_of, op, unpickling_error};
use crate::memory::{Guarded, PyResult, Raised, Str, Tuple, Value, Visitor};
use crate::num::int::{Endian, Int};
use crate::objects::dict;
use crate::objects::exception::messages;
use crate::objects::object::import_attribute;
use crate::objects::str::{decode_bytes, text_of};
use crate::objects::vm::Vm;
use crate::objects::{bytearray, bytes, int, ops, set, tuple};
use std::cell::Cell;
use std::collections::HashMap;

/// Objects by number: a vector for numbers that grow as CPython gives them, a
/// map for whatever else an input may say.
#[derive(Default)]
struct Memo {
    dense: Vec<Value>,
    sparse: HashMap<usize, Value>,
}

pub struct Loader {
    fix_imports: Cell<bool>,
    encoding: Guarded<Value>,
    errors: Guarded<Value>,
    /// The iterator of out-of-band buffers; unbound without.
    buffers: Guarded<Value>,
    memo: Guarded<Memo>,
    protocol: Cell<u8>,
}

/// One load.
struct Run<'a> {
    input: Input<'a>,
    stack: Vec<Value>,
    marks: Vec<usize>,
    find_class: Option<Value>,
    persistent_load: Option<Value>,
}

impl Run<'_> {
    /// Below this nothing may be taken.
    #[inline]
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    #[cold]
    fn underflow(&self, vm: &Vm) -> Raised {
        let message = if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" };
        unpickling_error(vm, message)
    }

    #[inline]
    fn pop(&mut self, vm: &Vm) -> PyResult {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow(vm));
        }
        self.stack.pop().ok_or_else(|| unpickling_error(vm, "unpickling stack underflow"))
    }

    #[inline]
    fn top(&self, vm: &Vm) -> PyResult<&Value> {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow(vm));
        }
        self.stack.last().ok_or_else(|| self.underflow(vm))
    }

    fn mark(&mut self, vm: &Vm) -> PyResult<usize> {
        match self.marks.pop() {
            Some(mark) => Ok(mark.min(self.stack.len())),
            None => Err(unpickling_error(vm, "could not find MARK")),
        }
    }

    /// Everything above the last mark.
    fn above_mark(&mut self, vm: &Vm) -> PyResult<Vec<Value>> {
        let mark = self.mark(vm)?;
        Ok(self.stack.split_off(mark))
    }
}

impl Loader {
    pub fn new() -> Loader {
        Loader {
            fix_imports: Cell::new(true),
            encoding: Guarded::new(Value::UNBOUND),
            errors: Guarded::new(Value::UNBOUND),
            buffers: Guarded::new(Value::UNBOUND),
            memo: Guarded::new(Memo::default()),
            protocol: Cell::new(0),
        }
    }

    pub fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { fix_imports: _, encoding, errors, buffers, memo, protocol: _ } = self;
        for cell in [encoding, errors, buffers] {
            visitor.guarded(cell);
        }
        memo.read(|memo| {
            visitor.each(&memo.dense);
            visitor.each(memo.sparse.values());
        });
    }

    pub fn clear_edges(&self) {
        self.forget();
        drop(self.buffers.replace(Value::UNBOUND));
    }

    pub fn configure(
        &self,
        vm: &Vm,
        fix_imports: Option<&Value>,
        encoding: Option<&Value>,
        errors: Option<&Value>,
        buffers: Option<&Value>,
    ) -> PyResult<()> {
        self.fix_imports.set(flag_of(vm, fix_imports, true)?);
        for (index, (cell, value, default)) in
            [(&self.encoding, encoding, "ASCII"), (&self.errors, errors, "strict")].into_iter().enumerate()
        {
            let value = value.cloned().unwrap_or_else(|| vm.intern(default));
            if !value.is_kind::<Str>() {
                let name = if index == 0 { "encoding" } else { "errors" };
                let message = format!("argument '{name}' must be str, not {}", vm.class_name(&value));
                return Err(messages::type_error(vm, &message));
            }
            drop(cell.replace(value));
        }
        let buffers = match buffers {
            Some(buffers) if !buffers.is_none() => ops::iter(vm, buffers)?,
            _ => Value::UNBOUND,
        };
        drop(self.buffers.replace(buffers));
        Ok(())
    }

    // ---- the memo ----

    pub fn forget(&self) {
        drop(self.memo.take());
    }

    pub fn memo_pairs(&self) -> Vec<(usize, Value)> {
        self.memo.read(|memo| {
            let dense = memo.dense.iter().enumerate().filter(|entry| !entry.1.is_unbound());
            let mut pairs: Vec<(usize, Value)> = dense.map(|(index, value)| (index, value.clone())).collect();
            pairs.extend(memo.sparse.iter().map(|(index, value)| (*index, value.clone())));
            pairs
        })
    }

    #[inline]
    fn recall(&self, index: usize) -> Option<Value> {
        self.memo.read(|memo| match memo.dense.get(index) {
            Some(value) if !value.is_unbound() => Some(value.clone()),
            _ if memo.sparse.is_empty() => None,
            _ => memo.sparse.get(&index).cloned(),
        })
    }

    pub fn remember(&self, vm: &Vm, index: usize, value: Value) -> PyResult<()> {
        // CPython's table has room for all smaller numbers, which cannot be had.
        if index > 1 << 28 {
            return Err(messages::memory_error(vm));
        }
        let old = self.memo.write(|memo| {
            if let Some(place) = memo.dense.get_mut(index) {
                return Some(std::mem::replace(place, value));
            }
            if index <= memo.dense.len().saturating_mul(2).saturating_add(64) {
                while memo.dense.len() < index {
                    let known = if memo.sparse.is_empty() { None } else { memo.sparse.remove(&memo.dense.len()) };
                    memo.dense.push(known.unwrap_or(Value::UNBOUND));
                }
                memo.dense.push(value);
                return memo.sparse.remove(&index);
            }
            memo.sparse.insert(index, value)
        });
        drop(old);
        Ok(())
    }

    fn count(&self) -> usize {
        self.memo.read(|memo| {
            if memo.sparse.is_empty() && memo.dense.iter().all(|value| !value.is_unbound()) {
                return memo.dense.len();
            }
            memo.dense.iter().filter(|value| !value.is_unbound()).count() + memo.sparse.len()
        })
    }

    // ---- one load ----

    pub fn run(&self, vm: &Vm, own: Option<&Value>, input: Input<'_>) -> PyResult {
        let mut run = Run {
            input,
            stack: Vec::new(),
            marks: Vec::new(),
            find_class: overriding(vm, own, "find_class")?,
            persistent_load: overriding(vm, own, "persistent_load")?,
        };
        self.protocol.set(0);
        let result = self.work(vm, &mut run);
        // What was only peeked at belongs to the file's next reader, also after a fault.
        if result.is_ok() {
            run.input.settle(vm)?;
        }
        result
    }

    fn work(&self, vm: &Vm, run: &mut Run<'_>) -> PyResult {
        // Numbers given by MEMOIZE: how many objects the memo has.
        let mut memoized = self.count();
        let mut steps = 0u32;
        loop {
            let code = match run.input.take(vm, 1) {
                Ok([code]) => *code,
                Ok(_) => return Err(unpickling_error(vm, TRUNCATED)),
                Err(raised) => {
                    if vm.pending_is(&super::unpickling_class(vm)) {
                        drop(vm.take_exception());
                        return Err(vm.raise_message(&vm.errors.eof_error, "Ran out of input"));
                    }
                    return Err(raised);
                }
            };
            steps = steps.wrapping_add(1);
            if steps & 0xfff == 0 {
                vm.poll()?;
            }
            match code {
                op::STOP => return run.pop(vm),
                op::MEMOIZE => {
                    let value = run.top(vm)?.clone();
                    self.remember(vm, memoized, value)?;
                    memoized += 1;
                }
                op::BINPUT => {
                    let index = run.input.byte(vm)?;
                    memoized += self.put(vm, run, index)?;
                }
                op::LONG_BINPUT => {
                    let index = run.input.word(vm)?;
                    memoized += self.put(vm, run, index)?;
                }
                op::PUT => {
                    let index = self.text_index(vm, run)?;
                    let Ok(index) = usize::try_from(index) else {
                        return Err(messages::value_error(vm, "negative PUT argument"));
                    };
                    memoized += self.put(vm, run, index)?;
                }
                _ => self.step(vm, run, code)?,
            }
        }
    }

    /// Stores the top of the stack: 1 when the number is new.
    fn put(&self, vm: &Vm, run: &mut Run<'_>, index: usize) -> PyResult<usize> {
        let value = run.top(vm)?.clone();
        let new = self.recall(index).is_none();
        self.remember(vm, index, value)?;
        Ok(usize::from(new))
    }

    fn get(&self, vm: &Vm, run: &mut Run<'_>, index: usize) -> PyResult<()> {
        match self.recall(index) {
            Some(value) => {
                run.stack.push(value);
                Ok(())
            }
            None => Err(unpickling_error(vm, &format!("Memo value not found at index {index}"))),
        }
    }

    fn text_index(&self, vm: &Vm, run: &mut Run<'_>) -> PyResult<i64> {
        let mut line = run.input.line(vm)?;
        line.push(b'\n');
        let number = vm.call_values(vm.types.int.value(), &[crate::objects::str::from_bytes(vm, &line)?])?;
        ops::index_exact(vm, &number)
    }

    fn step(&self, vm: &Vm, run: &mut Run<'_>, code: u8) -> PyResult<()> {
        let value = match code {
            op::NONE => Value::NONE,
            op::NEWTRUE => Value::TRUE,
            op::NEWFALSE => Value::FALSE,
            op::BININT1 => Value::small_int(run.input.byte(vm)? as i64),
            op::BININT2 => Value::small_int(i64::from(u16::from_le_bytes(run.input.array(vm)?))),
            op::BININT => Value::small_int(i64::from(i32::from_le_bytes(run.input.array(vm)?))),
            op::BINFLOAT => vm.new_float(f64::from_be_bytes(run.input.array(vm)?)),
            op::LONG1 => {
                let length = run.input.byte(vm)?;
                integer(vm, run.input.take(vm, length)?)?
            }
            op::LONG4 => {
                let length = i32::from_le_bytes(run.input.array(vm)?);
                let Ok(length) = usize::try_from(length) else {
                    return Err(unpickling_error(vm, "LONG pickle has negative byte count"));
                };
                integer(vm, run.input.counted(vm, length)?)?
            }
            op::SHORT_BINUNICODE => {
                let length = run.input.byte(vm)?;
                text(vm, run.input.take(vm, length)?)?
            }
            op::BINUNICODE => {
                let length = run.input.word(vm)?;
                text(vm, run.input.counted(vm, length)?)?
            }
            op::BINUNICODE8 => {
                let length = run.input.long(vm, "BINUNICODE exceeds system's maximum size")?;
                text(vm, run.input.counted(vm, length)?)?
            }
            op::SHORT_BINBYTES => {
                let length = run.input.byte(vm)?;
                bytes::from_slice(vm, run.input.take(vm, length)?)?
            }
            op::BINBYTES => {
                let length = run.input.word(vm)?;
                bytes::from_slice(vm, run.input.counted(vm, length)?)?
            }
            op::BINBYTES8 => {
                let length = run.input.long(vm, "BINBYTES exceeds system's maximum size")?;
                bytes::from_slice(vm, run.input.counted(vm, length)?)?
            }
            op::BYTEARRAY8 => {
                let length = run.input.long(vm, "BYTEARRAY8 exceeds system's maximum size")?;
                if length > 1 << 46 {
                    return Err(messages::memory_error(vm));
                }
                bytearray::from_vec(vm, run.input.counted(vm, length)?.to_vec())
            }
            op::EMPTY_TUPLE => vm.empty_tuple.clone(),
            op::EMPTY_LIST => vm.new_list(Vec::new()),
            op::EMPTY_DICT => vm.new_dict(),
            op::EMPTY_SET => set::empty_set(vm),
            op::TUPLE1 => vm.tuple_of([run.pop(vm)?]),
            op::TUPLE2 => {
                let second = run.pop(vm)?;
                vm.tuple_of([run.pop(vm)?, second])
            }
            op::TUPLE3 => {
                let third = run.pop(vm)?;
                let second = run.pop(vm)?;
                vm.tuple_of([run.pop(vm)?, second, third])
            }
            op::TUPLE => {
                let items = run.above_mark(vm)?;
                tuple::new_tuple(vm, items)?
            }
            op::LIST => vm.new_list(run.above_mark(vm)?),
            op::FROZENSET => set::new_frozenset(vm, run.above_mark(vm)?)?,
            op::DICT => {
                let items = run.above_mark(vm)?;
                let dict = vm.new_dict();
                fill(vm, &dict, &items, "odd number of items for DICT")?;
                dict
            }
            op::BINGET => {
                let index = run.input.byte(vm)?;
                return self.get(vm, run, index);
            }
            op::LONG_BINGET => {
                let index = run.input.word(vm)?;
                return self.get(vm, run, index);
            }
            op::GET => {
                let index = self.text_index(vm, run)?;
                match usize::try_from(index) {
                    Ok(index) => return self.get(vm, run, index),
                    Err(_) => return Err(unpickling_error(vm, &format!("Memo value not found at index {index}"))),
                }
            }
            op::MARK => {
                run.marks.push(run.stack.len());
                return Ok(());
            }
            op::POP => {
                if run.marks.last() == Some(&run.stack.len()) {
                    run.marks.pop();
                } else {
                    run.pop(vm)?;
                }
                return Ok(());
            }
            op::POP_MARK => return run.above_mark(vm).map(drop),
            op::DUP => run.top(vm)?.clone(),
            op::APPEND => {
                let item = run.pop(vm)?;
                return append_all(vm, run.top(vm)?, vec![item]);
            }
            op::APPENDS => {
                let items = run.above_mark(vm)?;
                return append_all(vm, run.top(vm)?, items);
            }
            op::SETITEM => {
                let value = run.pop(vm)?;
                let key = run.pop(vm)?;
                return fill(vm, run.top(vm)?, &[key, value], "");
            }
            op::SETITEMS => {
                let items = run.above_mark(vm)?;
                return fill(vm, run.top(vm)?, &items, "odd number of items for SETITEMS");
            }
            op::ADDITEMS => {
                let items = run.above_mark(vm)?;
                return add_all(vm, run.top(vm)?, &items);
            }
            op::BUILD => {
                let state = run.pop(vm)?;
                return build(vm, run.top(vm)?, &state);
            }
            op::REDUCE => {
                let args = run.pop(vm)?;
                let callable = run.pop(vm)?;
                match args.get::<Tuple>() {
                    Some(args) => vm.call_values(&callable, args.items())?,
                    None => return Err(messages::type_error(vm, "argument list must be a tuple")),
                }
            }
            op::NEWOBJ => {
                let args = run.pop(vm)?;
                let class = run.pop(vm)?;
                new_object(vm, &class, &args, None)?
            }
            op::NEWOBJ_EX => {
                let kwargs = run.pop(vm)?;
                let args = run.pop(vm)?;
                let class = run.pop(vm)?;
                new_object(vm, &class, &args, Some(&kwargs))?
            }
            op::GLOBAL => {
                let module = text(vm, &run.input.line(vm)?)?;
                let name = text(vm, &run.input.line(vm)?)?;
                self.global(vm, run, &module, &name)?
            }
            op::STACK_GLOBAL => {
                let name = run.pop(vm)?;
                let module = run.pop(vm)?;
                if !vm.class_of(&name).same(&vm.types.str) || !vm.class_of(&module).same(&vm.types.str) {
                    return Err(unpickling_error(vm, "STACK_GLOBAL requires str"));
                }
                self.global(vm, run, &module, &name)?
            }
            op::INST => {
                let module = text(vm, &run.input.line(vm)?)?;
                let name = text(vm, &run.input.line(vm)?)?;
                let class = self.global(vm, run, &module, &name)?;
                let args = run.above_mark(vm)?;
                instantiate(vm, &class, &args)?
            }
            op::OBJ => {
                let items = run.above_mark(vm)?;
                match items.split_first() {
                    Some((class, args)) => instantiate(vm, class, args)?,
                    None => return Err(run.underflow(vm)),
                }
            }
            op::PROTO => {
                let protocol = run.input.byte(vm)?;
                if protocol as i64 > HIGHEST_PROTOCOL {
                    return Err(messages::value_error(vm, &format!("unsupported pickle protocol: {protocol}")));
                }
                self.protocol.set(protocol as u8);
                return Ok(());
            }
            op::FRAME => {
                let length = u64::from_le_bytes(run.input.array(vm)?);
                let Ok(length) = isize::try_from(length) else {
                    let message = format!("FRAME length exceeds system's maximum of {} bytes", isize::MAX);
                    return Err(messages::overflow_error(vm, &message));
                };
                let length = length as usize;
                if !run.input.can_hold(length) {
                    return Err(unpickling_error(vm, "read would overflow (invalid bytecode)"));
                }
                return run.input.want(vm, length);
            }
            op::EXT1 => {
                let code = run.input.byte(vm)?;
                self.extension(vm, run, code as i64)?
            }
            op::EXT2 => {
                let code = u16::from_le_bytes(run.input.array(vm)?);
                self.extension(vm, run, i64::from(code))?
            }
            op::EXT4 => {
                let code = i32::from_le_bytes(run.input.array(vm)?);
                self.extension(vm, run, i64::from(code))?
            }
            op::BINPERSID => {
                let id = run.pop(vm)?;
                self.persistent(vm, run, &id)?
            }
            op::PERSID => {
                let line = run.input.line(vm)?;
                if !line.is_ascii() {
                    return Err(unpickling_error(vm, "persistent IDs in protocol 0 must be ASCII strings"));
                }
                let id = text(vm, &line)?;
                self.persistent(vm, run, &id)?
            }
            op::NEXT_BUFFER => self.next_buffer(vm)?,
            op::READONLY_BUFFER => {
                let top = run.top(vm)?.clone();
                let view = crate::objects::memoryview::from_object(vm, &top)?;
                let read_only = ops::get_attr(vm, &view, &vm.intern("readonly"))?;
                if !ops::truth(vm, &read_only)? {
                    let read_only = vm.call_method(&view, &vm.intern("toreadonly"), &[])?;
                    run.pop(vm)?;
                    run.stack.push(read_only);
                }
                return Ok(());
            }
            op::INT => integer_line(vm, &run.input.line(vm)?)?,
            op::LONG => long_line(vm, &run.input.line(vm)?)?,
            op::FLOAT => float_line(vm, run.input.line(vm)?)?,
            op::STRING => {
                let line = run.input.line(vm)?;
                let data = quoted(vm, &line)?;
                self.old_string(vm, &data)?
            }
            op::BINSTRING => {
                let length = run.input.word(vm)?;
                let data = run.input.counted(vm, length)?.to_vec();
                self.old_string(vm, &data)?
            }
            op::SHORT_BINSTRING => {
                let length = run.input.byte(vm)?;
                let data = run.input.take(vm, length)?.to_vec();
                self.old_string(vm, &data)?
            }
            op::UNICODE => {
                let line = run.input.line(vm)?;
                let shown = bytes::from_slice(vm, &line)?;
                decode_bytes(vm, &shown, &line, "raw_unicode_escape", "strict")?
            }
            _ => {
                let shown = match code {
                    b' '..=b'~' if code != b'\'' && code != b'\\' => format!("'{}'", code as char),
                    _ => format!("'\\x{code:02x}'"),
                };
                return Err(unpickling_error(vm, &format!("invalid load key, {shown}.")));
            }
        };
        run.stack.push(value);
        Ok(())
    }

    // ---- names ----

    fn global(&self, vm: &Vm, run: &Run<'_>, module: &Value, name: &Value) -> PyResult {
        match &run.find_class {
            Some(find) => vm.call_values(find, &[module.clone(), name.clone()]),
            None => self.find_class(vm, module, name),
        }
    }

    /// The object of a name: what `Unpickler.find_class` does.
    pub fn find_class(&self, vm: &Vm, module: &Value, name: &Value) -> PyResult {
        let (mut module, mut name) = (module.clone(), name.clone());
        if self.protocol.get() < 3 && self.fix_imports.get() {
            (module, name) = newer_names(vm, &module, &name)?;
        }
        let found = import_named(vm, &module)?;
        let path = text_of(&name);
        let dotted = self.protocol.get() >= 4;
        let parts: Vec<&str> = if dotted { path.split('.').collect() } else { vec![path.as_str()] };
        if dotted && parts.contains(&"<locals>") {
            let shown = ops::repr_text(vm, &name)?;
            return Err(messages::attribute_error_plain(vm, &format!("Can't get local object {shown}")));
        }
        let result = if let [_] = parts.as_slice() {
            ops::get_attr(vm, &found, &vm.intern_value(&name))
        } else {
            walk_path(vm, &found, &parts)
        };
        match result {
            Ok(value) => Ok(value),
            Err(raised) => {
                if !vm.pending_is(&vm.errors.attribute_error) {
                    return Err(raised);
                }
                drop(vm.take_exception());
                let name = ops::repr_text(vm, &name)?;
                let module = ops::repr_text(vm, &found)?;
                Err(messages::attribute_error_plain(vm, &format!("Can't get attribute {name} on {module}")))
            }
        }
    }

    fn extension(&self, vm: &Vm, run: &Run<'_>, code: i64) -> PyResult {
        if code <= 0 {
            return Err(unpickling_error(vm, "EXT specifies code <= 0"));
        }
        let key = int::from_i64(vm, code);
        let cache = import_attribute(vm, "copyreg", "_extension_cache")?;
        if let Some(known) = dict::get_item_value(vm, &cache, &key)? {
            return Ok(known);
        }
        let registry = import_attribute(vm, "copyreg", "_inverted_registry")?;
        let Some(pair) = dict::get_item_value(vm, &registry, &key)? else {
            return Err(messages::value_error(vm, &format!("unregistered extension code {code}")));
        };
        let found = match pair.get::<Tuple>().map(Tuple::items) {
            Some([module, name]) if module.is_kind::<Str>() && name.is_kind::<Str>() => self.global(vm, run, module, name)?,
            _ => {
                let message = format!("_inverted_registry[{code}] isn't a 2-tuple of strings");
                return Err(messages::value_error(vm, &message));
            }
        };
        dict::set_item(vm, &cache, &key, found.clone())?;
        Ok(found)
    }

    fn persistent(&self, vm: &Vm, run: &Run<'_>, id: &Value) -> PyResult {
        match &run.persistent_load {
            Some(load) => vm.call_values(load, std::slice::from_ref(id)),
            None => {
                let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
                Err(unpickling_error(vm, message))
            }
        }
    }

    fn next_buffer(&self, vm: &Vm) -> PyResult {
        let buffers = self.buffers.copy();
        if buffers.is_unbound() {
            let message = "pickle stream refers to out-of-band data but no *buffers* argument was given";
            return Err(unpickling_error(vm, message));
        }
        let next = ops::next(vm, &buffers)?;
        if next.is_done() {
            return Err(unpickling_error(vm, "not enough out-of-band buffers"));
        }
        Ok(next)
    }

    /// A str of Python 2.
    fn old_string(&self, vm: &Vm, data: &[u8]) -> PyResult {
        let encoding = text_of(&self.encoding.copy());
        let shown = bytes::from_slice(vm, data)?;
        if encoding == "bytes" {
            return Ok(shown);
        }
        decode_bytes(vm, &shown, data, &encoding, &text_of(&self.errors.copy()))
    }
}

fn text(vm: &Vm, data: &[u8]) -> PyResult {
    match std::str::from_utf8(data) {
        Ok(text) => Ok(vm.new_str(text)),
        Err(_) => decode_bytes(vm, &bytes::from_slice(vm, data)?, data, "utf-8", "surrogatepass"),
    }
}

fn integer(vm: &Vm, data: &[u8]) -> PyResult {
    if data.len() <= 8 {
        let negative = data.last().is_some_and(|top| top & 0x80 != 0);
        let mut word = [if negative { 0xff } else { 0 }; 8];
        if let Some(place) = word.get_mut(..data.len()) {
            place.copy_from_slice(data);
        }
        return Ok(int::from_i64(vm, i64::from_le_bytes(word)));
    }
    match Int::from_bytes(data, Endian::Little, true) {
        Ok(number) => Ok(int::from_big(vm, number)),
        Err(fault) => Err(messages::fault(vm, &fault)),
    }
}
