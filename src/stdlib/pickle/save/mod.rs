//! Writing: objects to opcodes.
//!
//! The output and the memo lie in guarded cells that are only touched by leaf
//! closures, so `persistent_id`, `reducer_override` and `__reduce_ex__` may do
//! what they like with the very Pickler that is writing.

mod global;
mod reduce;

pub use global::{import_named, walk_path};

use super::classes::overriding;
use super::{op, pickling_error, view};
use crate::memory::{Guarded, Handle, PyResult, Str, StrData, Tuple, Value, Visitor};
use crate::num::int::Endian;
use crate::objects::bytearray::PyByteArray;
use crate::objects::bytes::PyBytes;
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::int::Operand;
use crate::objects::list::PyList;
use crate::objects::object::import_attribute;
use crate::objects::set::PySet;
use crate::objects::str::{encode_text, text_of};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, float, int, ops};
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A frame ends at the first opcode after this many bytes.
const FRAME_TARGET: usize = 64 * 1024;
/// Shorter frames are not worth their header.
const FRAME_LEAST: usize = 4;
const FRAME_HEADER: usize = 9;
/// Items written between one MARK and its APPENDS, SETITEMS or ADDITEMS.
const BATCH: usize = 1000;
const WHILE: &str = " while pickling an object";

/// Identities are addresses: one multiplication spreads them.
#[derive(Default)]
pub struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}

/// Objects that were written, with their numbers; the memo keeps them alive so
/// that an address stays the name of one object.
type Memo = HashMap<u64, (u32, Value), BuildHasherDefault<IdentityHasher>>;

pub struct Saver {
    protocol: Cell<u8>,
    fix_imports: Cell<bool>,
    /// No memo at all: smaller output, no cycles.
    pub fast: Cell<bool>,
    out: Guarded<Vec<u8>>,
    framing: Cell<bool>,
    /// Where the open frame's header lies.
    frame: Cell<Option<usize>>,
    memo: Guarded<Memo>,
    /// The file's `write`; unbound when the output stays here.
    write: Guarded<Value>,
    buffer_callback: Guarded<Value>,
    pub dispatch_table: Guarded<Value>,
}

/// What stays the same during one dump.
struct Run {
    persistent_id: Option<Value>,
    reducer_override: Option<Value>,
    /// The table of reducers: the Pickler's own, or `copyreg`'s.
    table: OnceCell<Value>,
    name: Value,
}

impl Saver {
    pub fn new() -> Saver {
        Saver {
            protocol: Cell::new(4),
            fix_imports: Cell::new(true),
            fast: Cell::new(false),
            out: Guarded::new(Vec::new()),
            framing: Cell::new(false),
            frame: Cell::new(None),
            memo: Guarded::new(Memo::default()),
            write: Guarded::new(Value::UNBOUND),
            buffer_callback: Guarded::new(Value::NONE),
            dispatch_table: Guarded::new(Value::UNBOUND),
        }
    }

    pub fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self {
            protocol: _,
            fix_imports: _,
            fast: _,
            out: _,
            framing: _,
            frame: _,
            memo,
            write,
            buffer_callback,
            dispatch_table,
        } = self;
        memo.read(|memo| memo.values().for_each(|(_, object)| visitor.edge(object)));
        for cell in [write, buffer_callback, dispatch_table] {
            visitor.guarded(cell);
        }
    }

    pub fn clear_edges(&self) {
        self.forget();
        drop(self.write.replace(Value::UNBOUND));
        drop(self.buffer_callback.replace(Value::NONE));
        drop(self.dispatch_table.replace(Value::UNBOUND));
    }

    pub fn configure(&self, vm: &Vm, protocol: u8, fix_imports: bool, callback: Option<&Value>) -> PyResult<()> {
        let callback = callback.cloned().unwrap_or(Value::NONE);
        if !callback.is_none() && protocol < 5 {
            return Err(messages::value_error(vm, "buffer_callback needs protocol >= 5"));
        }
        self.protocol.set(protocol);
        self.fix_imports.set(fix_imports && protocol < 3);
        drop(self.buffer_callback.replace(callback));
        Ok(())
    }

    pub fn set_file(&self, vm: &Vm, file: &Value) -> PyResult<()> {
        match ops::lookup_attr(vm, file, &vm.names.write)? {
            Some(write) => {
                drop(self.write.replace(write));
                Ok(())
            }
            None => Err(messages::type_error(vm, "file must have a 'write' attribute")),
        }
    }

    pub fn has_file(&self) -> bool {
        self.write.read(|write| !write.is_unbound())
    }

    pub fn binary(&self) -> i64 {
        i64::from(self.protocol.get() > 0)
    }

    pub fn forget(&self) {
        drop(self.memo.take());
    }

    pub fn memo_values(&self) -> Vec<Value> {
        let mut entries: Vec<(u32, Value)> = self.memo.read(|memo| memo.values().cloned().collect());
        entries.sort_by_key(|entry| entry.0);
        entries.into_iter().map(|entry| entry.1).collect()
    }

    /// Gives an object the next number.
    pub fn remember(&self, object: &Value) -> usize {
        let (index, old) = self.memo.write(|memo| {
            let index = memo.len();
            (index, memo.insert(object.identity(), (index as u32, object.clone())))
        });
        drop(old);
        index
    }

    fn number_of(&self, object: &Value) -> Option<u32> {
        self.memo.read(|memo| memo.get(&object.identity()).map(|entry| entry.0))
    }

    pub fn take_output(&self) -> Vec<u8> {
        self.out.take()
    }

    /// Hands what was written to the file.
    pub fn flush(&self, vm: &Vm) -> PyResult<()> {
        let data = self.out.take();
        vm.call_values(&self.write.copy(), &[bytes::from_vec(vm, data)]).map(drop)
    }

    // ---- output ----

    #[inline]
    fn emit(&self, data: &[u8]) {
        let open = self.framing.get() && self.frame.get().is_none();
        let start = self.out.write(|out| {
            let start = out.len();
            if open {
                out.extend_from_slice(&[0; FRAME_HEADER]);
            }
            out.extend_from_slice(data);
            start
        });
        if open {
            self.frame.set(Some(start));
        }
    }

    fn close_frame(&self) {
        let Some(start) = self.frame.take() else { return };
        self.out.write(|out| {
            let length = out.len().saturating_sub(start + FRAME_HEADER);
            if length < FRAME_LEAST {
                out.drain(start..start + FRAME_HEADER);
                return;
            }
            let mut header = [op::FRAME; FRAME_HEADER];
            if let Some(place) = header.get_mut(1..) {
                place.copy_from_slice(&(length as u64).to_le_bytes());
            }
            if let Some(place) = out.get_mut(start..start + FRAME_HEADER) {
                place.copy_from_slice(&header);
            }
        });
    }

    /// Ends the frame when it is long enough; opcodes may be parted here.
    #[inline]
    fn boundary(&self, vm: &Vm) -> PyResult<()> {
        let Some(start) = self.frame.get() else { return Ok(()) };
        if self.out.read(Vec::len) < start + FRAME_HEADER + FRAME_TARGET {
            return Ok(());
        }
        self.close_frame();
        if self.has_file() { self.flush(vm) } else { Ok(()) }
    }

    /// A header and its bytes; large ones travel outside of frames, and to a
    /// file without a copy (`object` is what the file gets).
    fn emit_large(&self, vm: &Vm, header: &[u8], data: &[u8], object: Option<&Value>) -> PyResult<()> {
        let bypass = self.framing.get() && data.len() >= FRAME_TARGET;
        if !bypass {
            self.emit(header);
            self.emit(data);
            return Ok(());
        }
        self.close_frame();
        self.framing.set(false);
        self.emit(header);
        let mut result = Ok(());
        if self.has_file() {
            result = self.flush(vm);
            if result.is_ok() {
                let object = match object {
                    Some(object) => object.clone(),
                    None => bytes::from_vec(vm, data.to_vec()),
                };
                result = vm.call_values(&self.write.copy(), &[object]).map(drop);
            }
        } else {
            self.emit(data);
        }
        self.framing.set(true);
        result
    }

    // ---- the memo ----

    fn memoize(&self, object: &Value) {
        if self.fast.get() {
            return;
        }
        let index = self.remember(object);
        match self.protocol.get() {
            0 => self.emit(format!("{}{index}\n", op::PUT as char).as_bytes()),
            1..4 if index < 256 => self.emit(&[op::BINPUT, index as u8]),
            1..4 => {
                let [a, b, c, d] = (index as u32).to_le_bytes();
                self.emit(&[op::LONG_BINPUT, a, b, c, d]);
            }
            _ => self.emit(&[op::MEMOIZE]),
        }
    }

    fn get_memo(&self, index: u32) {
        match self.protocol.get() {
            0 => self.emit(format!("{}{index}\n", op::GET as char).as_bytes()),
            _ if index < 256 => self.emit(&[op::BINGET, index as u8]),
            _ => {
                let [a, b, c, d] = index.to_le_bytes();
                self.emit(&[op::LONG_BINGET, a, b, c, d]);
            }
        }
    }

    // ---- one dump ----

    /// Writes a whole pickle. `own` is the Pickler, for what subclasses override.
    pub fn run(&self, vm: &Vm, own: Option<&Value>, object: &Value) -> PyResult<()> {
        drop(self.out.take());
        self.frame.set(None);
        self.framing.set(false);
        let run = Run {
            persistent_id: overriding(vm, own, "persistent_id")?,
            reducer_override: match own {
                Some(own) => ops::lookup_attr(vm, own, &vm.intern("reducer_override"))?,
                None => None,
            },
            table: OnceCell::new(),
            name: vm.names.__name__.clone(),
        };
        if self.protocol.get() >= 2 {
            self.emit(&[op::PROTO, self.protocol.get()]);
        }
        self.framing.set(self.protocol.get() >= 4);
        let result = self.save(vm, &run, object, true);
        if result.is_ok() {
            self.emit(&[op::STOP]);
            self.close_frame();
        }
        self.framing.set(false);
        self.frame.set(None);
        result
    }

    fn save(&self, vm: &Vm, run: &Run, object: &Value, persistent: bool) -> PyResult<()> {
        self.boundary(vm)?;
        if persistent && let Some(find) = &run.persistent_id {
            let id = vm.call_values(find, std::slice::from_ref(object))?;
            if !id.is_none() {
                return self.save_persistent(vm, run, &id);
            }
        }
        let class = vm.class_of(object);
        let types = &vm.types;
        if object.is_none() {
            self.emit(&[op::NONE]);
            return Ok(());
        }
        if object.is_bool() {
            self.save_bool(object.is_true());
            return Ok(());
        }
        if class.same(&types.int) {
            return self.save_int(vm, object);
        }
        if class.same(&types.float) {
            return self.save_float(vm, object);
        }
        if let Some(index) = self.number_of(object) {
            self.get_memo(index);
            return Ok(());
        }
        if class.same(&types.str) {
            return self.save_str(vm, object);
        }
        if class.same(&types.bytes) {
            return self.save_bytes(vm, run, object);
        }
        let _depth = vm.enter_recursion_in(WHILE)?;
        if class.same(&types.dict) {
            self.save_dict(vm, run, object)
        } else if class.same(&types.list) {
            self.save_list(vm, run, object)
        } else if class.same(&types.tuple) {
            self.save_tuple(vm, run, object)
        } else if class.same(&types.set) {
            self.save_set(vm, run, object)
        } else if class.same(&types.frozenset) {
            self.save_frozenset(vm, run, object)
        } else if class.same(&types.bytearray) {
            self.save_bytearray(vm, run, object)
        } else if object.is_kind::<view::PyPickleBuffer>() {
            self.save_view(vm, run, object)
        } else {
            self.save_other(vm, run, object)
        }
    }

    fn save_persistent(&self, vm: &Vm, run: &Run, id: &Value) -> PyResult<()> {
        if self.protocol.get() > 0 {
            self.save(vm, run, id, false)?;
            self.emit(&[op::BINPERSID]);
            return Ok(());
        }
        let text = ops::str(vm, id)?;
        match text.get::<Str>().and_then(Str::as_ascii) {
            Some(text) => {
                self.emit(&[op::PERSID]);
                self.emit(text.as_bytes());
                self.emit(b"\n");
                Ok(())
            }
            None => Err(pickling_error(vm, "persistent IDs in protocol 0 must be ASCII strings")),
        }
    }

    // ---- atoms ----

    fn save_bool(&self, value: bool) {
        if self.protocol.get() >= 2 {
            self.emit(&[if value { op::NEWTRUE } else { op::NEWFALSE }]);
        } else {
            self.emit(if value { b"I01\n" } else { b"I00\n" });
        }
    }

    fn save_int(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        let protocol = self.protocol.get();
        let word = int::as_i64(object);
        if let Some(number) = word.and_then(|word| i32::try_from(word).ok()) {
            let [a, b, c, d] = number.to_le_bytes();
            match number {
                _ if protocol == 0 => self.emit(format!("I{number}\n").as_bytes()),
                0..256 => self.emit(&[op::BININT1, a]),
                256..65536 => self.emit(&[op::BININT2, a, b]),
                _ => self.emit(&[op::BININT, a, b, c, d]),
            }
            return Ok(());
        }
        if protocol < 2 {
            let text = text_of(&int::repr(vm, object)?);
            self.emit(format!("L{text}L\n").as_bytes());
            return Ok(());
        }
        let mut digits = match word {
            Some(word) => word.to_le_bytes().to_vec(),
            None => match int::operand(object) {
                Some(Operand::Big(big)) => {
                    let length = usize::try_from(big.bit_length() / 8).unwrap_or(usize::MAX).saturating_add(1);
                    big.to_bytes(length, Endian::Little, true).map_err(|fault| messages::fault(vm, &fault))?
                }
                _ => Vec::new(),
            },
        };
        // The fewest bytes of two's complement that keep the sign.
        while let [.., before, last] = digits.as_slice() {
            if (*last == 0 && *before < 0x80) || (*last == 0xff && *before >= 0x80) {
                digits.pop();
            } else {
                break;
            }
        }
        if let Ok(length) = u8::try_from(digits.len()) {
            self.emit(&[op::LONG1, length]);
        } else if let Ok(length) = i32::try_from(digits.len()) {
            self.emit(&[op::LONG4]);
            self.emit(&length.to_le_bytes());
        } else {
            return Err(messages::overflow_error(vm, "int too large to pickle"));
        }
        self.emit(&digits);
        Ok(())
    }

    fn save_float(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        if self.protocol.get() == 0 {
            let text = text_of(&float::repr(vm, object)?);
            self.emit(format!("F{text}\n").as_bytes());
            return Ok(());
        }
        let [a, b, c, d, e, f, g, h] = float::as_f64(object).unwrap_or(0.0).to_be_bytes();
        self.emit(&[op::BINFLOAT, a, b, c, d, e, f, g, h]);
        Ok(())
    }

    /// Header of a counted string: the shortest form that the protocol has.
    fn sized(&self, length: usize, codes: [Option<u8>; 3]) -> Vec<u8> {
        let [short, medium, long] = codes;
        let mut header = Vec::with_capacity(FRAME_HEADER);
        match (short, u8::try_from(length), medium, u32::try_from(length), long) {
            (Some(code), Ok(length), ..) => header.extend_from_slice(&[code, length]),
            (_, _, Some(code), Ok(length), _) => {
                header.push(code);
                header.extend_from_slice(&length.to_le_bytes());
            }
            (_, _, _, _, Some(code)) => {
                header.push(code);
                header.extend_from_slice(&(length as u64).to_le_bytes());
            }
            _ => {}
        }
        header
    }

    fn save_str(&self, vm: &Vm, object: &Value) -> PyResult<()> {
        let Some(text) = object.get::<Str>() else { return Ok(()) };
        let protocol = self.protocol.get();
        if protocol == 0 {
            self.emit(&escaped_text(text));
            self.memoize(object);
            return Ok(());
        }
        let owned;
        let data = match text.as_ascii() {
            Some(text) => text.as_bytes(),
            None => {
                owned = encode_text(vm, object, "utf-8", "surrogatepass")?;
                &owned
            }
        };
        if let (Ok(length), true, true) =
            (u8::try_from(data.len()), protocol >= 4, !self.framing.get() || self.frame.get().is_some())
        {
            // The commonest case in one go.
            self.out.write(|out| {
                out.extend_from_slice(&[op::SHORT_BINUNICODE, length]);
                out.extend_from_slice(data);
            });
            self.memoize(object);
            return Ok(());
        }
        let (short, long) = if protocol >= 4 { (Some(op::SHORT_BINUNICODE), Some(op::BINUNICODE8)) } else { (None, None) };
        let header = self.sized(data.len(), [short, Some(op::BINUNICODE), long]);
        if header.is_empty() {
            return Err(messages::overflow_error(
                vm,
                "serializing a string larger than 4 GiB requires pickle protocol 4 or higher",
            ));
        }
        self.emit_large(vm, &header, data, None)?;
        self.memoize(object);
        Ok(())
    }

    fn save_bytes(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(data) = object.get::<PyBytes>() else { return Ok(()) };
        self.save_byte_text(vm, run, object, &data.data, object)
    }

    /// `data` as a bytes object; `memo` is what the memo calls it.
    fn save_byte_text(&self, vm: &Vm, run: &Run, object: &Value, data: &[u8], memo: &Value) -> PyResult<()> {
        let protocol = self.protocol.get();
        if protocol < 3 {
            // There were no bytes before protocol 3: a call makes them.
            let parts = if data.is_empty() {
                [vm.types.bytes.to_value(), vm.empty_tuple.clone()]
            } else {
                let text = crate::objects::str::from_bytes(vm, data)?;
                let encode = import_attribute(vm, "codecs", "encode")?;
                [encode, vm.tuple_of([text, vm.intern("latin1")])]
            };
            return self.save_reduced(vm, run, &vm.tuple_of(parts), Some(memo));
        }
        let long = if protocol >= 4 { Some(op::BINBYTES8) } else { None };
        let header = self.sized(data.len(), [Some(op::SHORT_BINBYTES), Some(op::BINBYTES), long]);
        if header.is_empty() {
            return Err(messages::overflow_error(
                vm,
                "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher",
            ));
        }
        self.emit_large(vm, &header, data, Some(object))?;
        self.memoize(memo);
        Ok(())
    }

    fn save_bytearray(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(array) = object.get::<PyByteArray>() else { return Ok(()) };
        let data = array.data.read(Vec::clone);
        if self.protocol.get() < 5 {
            let args = if data.is_empty() {
                vm.empty_tuple.clone()
            } else {
                // A bytes object of its own, also for a single byte: the memo shows it.
                vm.tuple_of([Handle::new(vm.types.bytes.to_value(), PyBytes::new(data)).into_value()])
            };
            let parts = vm.tuple_of([vm.types.bytearray.to_value(), args]);
            return self.save_reduced(vm, run, &parts, Some(object));
        }
        self.save_byte_array(vm, &data, object, object)
    }

    fn save_byte_array(&self, vm: &Vm, data: &[u8], object: &Value, memo: &Value) -> PyResult<()> {
        let mut header = vec![op::BYTEARRAY8];
        header.extend_from_slice(&(data.len() as u64).to_le_bytes());
        self.emit_large(vm, &header, data, Some(object))?;
        self.memoize(memo);
        Ok(())
    }

    fn save_view(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        if self.protocol.get() < 5 {
            return Err(pickling_error(vm, "PickleBuffer can only be pickled with protocol >= 5"));
        }
        let inner = view::view_of(vm, object)?;
        if !view::is_contiguous(vm, &inner)? {
            return Err(pickling_error(vm, "PickleBuffer can not be pickled when pointing to a non-contiguous buffer"));
        }
        let read_only = ops::get_attr(vm, &inner, &vm.intern("readonly"))?;
        let read_only = ops::truth(vm, &read_only)?;
        let callback = self.buffer_callback.copy();
        let in_band = if callback.is_none() {
            true
        } else {
            let answer = vm.call_values(&callback, std::slice::from_ref(object))?;
            ops::truth(vm, &answer)?
        };
        if in_band {
            let data = buffer::gathered(vm, &inner)?;
            let copy = bytes::from_slice(vm, &data)?;
            return if read_only {
                self.save_byte_text(vm, run, &copy, &data, object)
            } else {
                self.save_byte_array(vm, &data, &copy, object)
            };
        }
        self.emit(&[op::NEXT_BUFFER]);
        if read_only {
            self.emit(&[op::READONLY_BUFFER]);
        }
        Ok(())
    }

    // ---- containers ----

    fn save_tuple(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(tuple) = object.get::<Tuple>() else { return Ok(()) };
        let protocol = self.protocol.get();
        let items = tuple.items();
        if items.is_empty() {
            self.emit(if protocol > 0 { &[op::EMPTY_TUPLE] } else { &[op::MARK, op::TUPLE] });
            return Ok(());
        }
        let short = items.len() <= 3 && protocol >= 2;
        if !short {
            self.emit(&[op::MARK]);
        }
        for item in items {
            self.save(vm, run, item, true)?;
        }
        if let Some(index) = self.number_of(object) {
            // The tuple contains itself and has been written meanwhile.
            if short {
                items.iter().for_each(|_| self.emit(&[op::POP]));
            } else if protocol > 0 {
                self.emit(&[op::POP_MARK]);
            } else {
                (0..=items.len()).for_each(|_| self.emit(&[op::POP]));
            }
            self.get_memo(index);
            return Ok(());
        }
        let code = match (short, items.len()) {
            (true, 1) => op::TUPLE1,
            (true, 2) => op::TUPLE2,
            (true, _) => op::TUPLE3,
            (false, _) => op::TUPLE,
        };
        self.emit(&[code]);
        self.memoize(object);
        Ok(())
    }

    fn save_list(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(list) = object.get::<PyList>() else { return Ok(()) };
        let protocol = self.protocol.get();
        self.emit(if protocol > 0 { &[op::EMPTY_LIST] } else { &[op::MARK, op::LIST] });
        self.memoize(object);
        if list.is_empty() {
            return Ok(());
        }
        if protocol == 0 {
            return self.batch_items(vm, run, &ops::iter(vm, object)?);
        }
        if list.len() == 1 {
            let Some(item) = list.get(0) else { return Ok(()) };
            self.save(vm, run, &item, true)?;
            self.emit(&[op::APPEND]);
            return Ok(());
        }
        let mut next = 0;
        loop {
            self.emit(&[op::MARK]);
            let end = next + BATCH;
            while next < end
                && let Some(item) = list.get(next)
            {
                self.save(vm, run, &item, true)?;
                next += 1;
            }
            self.emit(&[op::APPENDS]);
            if next >= list.len() {
                return Ok(());
            }
        }
    }

    fn save_dict(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(dict) = object.get::<PyDict>() else { return Ok(()) };
        let protocol = self.protocol.get();
        self.emit(if protocol > 0 { &[op::EMPTY_DICT] } else { &[op::MARK, op::DICT] });
        self.memoize(object);
        let size = dict.len();
        if size == 0 {
            return Ok(());
        }
        if protocol == 0 {
            let items = vm.call_method(object, &vm.names.items, &[])?;
            return self.batch_pairs(vm, run, &ops::iter(vm, &items)?);
        }
        let mut cursor = 0;
        if size == 1 {
            let Some((_, key, value)) = dict.next_entry(0) else { return Ok(()) };
            self.save(vm, run, &key, true)?;
            self.save(vm, run, &value, true)?;
            self.emit(&[op::SETITEM]);
            return Ok(());
        }
        loop {
            self.emit(&[op::MARK]);
            let mut count = 0;
            while count < BATCH
                && let Some((next, key, value)) = dict.next_entry(cursor)
            {
                cursor = next;
                self.save(vm, run, &key, true)?;
                self.save(vm, run, &value, true)?;
                count += 1;
            }
            self.emit(&[op::SETITEMS]);
            if dict.len() != size {
                return Err(messages::runtime_error(vm, "dictionary changed size during iteration"));
            }
            if count < BATCH {
                return Ok(());
            }
        }
    }

    fn save_set(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(set) = object.get::<PySet>() else { return Ok(()) };
        if self.protocol.get() < 4 {
            let list = vm.new_list(set.members());
            let parts = vm.tuple_of([vm.types.set.to_value(), vm.tuple_of([list])]);
            return self.save_reduced(vm, run, &parts, Some(object));
        }
        self.emit(&[op::EMPTY_SET]);
        self.memoize(object);
        let size = set.len();
        if size == 0 {
            return Ok(());
        }
        let mut cursor = 0;
        loop {
            self.emit(&[op::MARK]);
            let mut count = 0;
            while count < BATCH
                && let Some((next, member)) = set.next_member(cursor)
            {
                cursor = next;
                self.save(vm, run, &member, true)?;
                count += 1;
            }
            self.emit(&[op::ADDITEMS]);
            if set.len() != size {
                return Err(messages::runtime_error(vm, "set changed size during iteration"));
            }
            if count < BATCH {
                return Ok(());
            }
        }
    }

    fn save_frozenset(&self, vm: &Vm, run: &Run, object: &Value) -> PyResult<()> {
        let Some(set) = object.get::<PySet>() else { return Ok(()) };
        if self.protocol.get() < 4 {
            let list = vm.new_list(set.members());
            let parts = vm.tuple_of([vm.types.frozenset.to_value(), vm.tuple_of([list])]);
            return self.save_reduced(vm, run, &parts, Some(object));
        }
        self.emit(&[op::MARK]);
        for member in set.members() {
            self.save(vm, run, &member, true)?;
        }
        if let Some(index) = self.number_of(object) {
            self.emit(&[op::POP_MARK]);
            self.get_memo(index);
            return Ok(());
        }
        self.emit(&[op::FROZENSET]);
        self.memoize(object);
        Ok(())
    }

    /// The items of an iterator, as list items.
    fn batch_items(&self, vm: &Vm, run: &Run, iterator: &Value) -> PyResult<()> {
        if self.protocol.get() == 0 {
            loop {
                let item = ops::next(vm, iterator)?;
                if item.is_done() {
                    return Ok(());
                }
                self.save(vm, run, &item, true)?;
                self.emit(&[op::APPEND]);
            }
        }
        let mut first = ops::next(vm, iterator)?;
        while !first.is_done() {
            let second = ops::next(vm, iterator)?;
            if second.is_done() {
                self.save(vm, run, &first, true)?;
                self.emit(&[op::APPEND]);
                return Ok(());
            }
            self.emit(&[op::MARK]);
            self.save(vm, run, &first, true)?;
            let (mut item, mut count) = (second, 1);
            loop {
                self.save(vm, run, &item, true)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                item = ops::next(vm, iterator)?;
                if item.is_done() {
                    break;
                }
            }
            self.emit(&[op::APPENDS]);
            if count < BATCH {
                return Ok(());
            }
            first = ops::next(vm, iterator)?;
        }
        Ok(())
    }

    fn save_pair(&self, vm: &Vm, run: &Run, pair: &Value) -> PyResult<()> {
        match pair.get::<Tuple>().map(Tuple::items) {
            Some([key, value]) => {
                self.save(vm, run, key, true)?;
                self.save(vm, run, value, true)
            }
            _ => Err(messages::type_error(vm, "dict items iterator must return 2-tuples")),
        }
    }

    /// The pairs of an iterator, as dict items.
    fn batch_pairs(&self, vm: &Vm, run: &Run, iterator: &Value) -> PyResult<()> {
        if self.protocol.get() == 0 {
            loop {
                let pair = ops::next(vm, iterator)?;
                if pair.is_done() {
                    return Ok(());
                }
                self.save_pair(vm, run, &pair)?;
                self.emit(&[op::SETITEM]);
            }
        }
        let mut first = ops::next(vm, iterator)?;
        while !first.is_done() {
            if first.get::<Tuple>().is_none_or(|pair| pair.len() != 2) {
                return Err(messages::type_error(vm, "dict items iterator must return 2-tuples"));
            }
            let second = ops::next(vm, iterator)?;
            if second.is_done() {
                self.save_pair(vm, run, &first)?;
                self.emit(&[op::SETITEM]);
                return Ok(());
            }
            self.emit(&[op::MARK]);
            self.save_pair(vm, run, &first)?;
            let (mut pair, mut count) = (second, 1);
            loop {
                self.save_pair(vm, run, &pair)?;
                count += 1;
                if count == BATCH {
                    break;
                }
                pair = ops::next(vm, iterator)?;
                if pair.is_done() {
                    break;
                }
            }
            self.emit(&[op::SETITEMS]);
            if count < BATCH {
                return Ok(());
            }
            first = ops::next(vm, iterator)?;
        }
        Ok(())
    }
}

/// A text of protocol 0: raw Latin-1, everything else and line ends escaped.
fn escaped_text(text: &Str) -> Vec<u8> {
    let mut out = vec![op::UNICODE];
    let data: StrData<'_> = text.data();
    for code in data.codes() {
        match code {
            0x10000.. => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
            0 | 10 | 13 | 26 | 92 | 0x100.. => out.extend_from_slice(format!("\\u{code:04x}").as_bytes()),
            _ => out.push(code as u8),
        }
    }
    out.push(b'\n');
    out
}
