//! Where the bytes of a pickle come from: memory, or a file in pieces.

use super::super::unpickling_error;
use crate::memory::{PyResult, Value, Visitor};
use crate::objects::bytes::PyBytes;
use crate::objects::exception::messages;
use crate::objects::vm::Vm;
use crate::objects::{buffer, int, ops};
use std::borrow::Cow;

/// Bytes looked at in advance where a file can show them without reading.
const PEEK: usize = 128 * 1024;
/// Bytes asked for at once when the input claims to be longer.
const CHUNK: usize = 1 << 20;
pub(super) const TRUNCATED: &str = "pickle data was truncated";

/// The methods of the file that is read.
#[derive(Clone)]
pub struct Source {
    read: Value,
    readline: Value,
    peek: Option<Value>,
}

impl Source {
    pub fn new(vm: &Vm, file: &Value) -> PyResult<Source> {
        let peek = ops::lookup_attr(vm, file, &vm.intern("peek"))?;
        let read = ops::lookup_attr(vm, file, &vm.names.read)?;
        let readline = ops::lookup_attr(vm, file, &vm.names.readline)?;
        match (read, readline) {
            (Some(read), Some(readline)) => Ok(Source { read, readline, peek }),
            _ => Err(messages::type_error(vm, "file must have 'read' and 'readline' attributes")),
        }
    }

    pub fn trace(&self, visitor: &mut Visitor<'_>) {
        let Self { read, readline, peek } = self;
        visitor.edge(read);
        visitor.edge(readline);
        peek.iter().for_each(|peek| visitor.edge(peek));
    }
}

/// The bytes at hand, and where more come from.
pub struct Input<'a> {
    data: Cow<'a, [u8]>,
    position: usize,
    file: Option<&'a Source>,
    /// The bytes at hand were only peeked at; the file still has them.
    peeked: bool,
}

impl<'a> Input<'a> {
    pub fn of_bytes(vm: &Vm, value: &'a Value) -> PyResult<Input<'a>> {
        let data = match value.get::<PyBytes>() {
            Some(bytes) => Cow::Borrowed(&*bytes.data),
            None => Cow::Owned(buffer::gathered(vm, value)?),
        };
        Ok(Input { data, position: 0, file: None, peeked: false })
    }

    pub fn of_file(file: &'a Source) -> Input<'a> {
        Input { data: Cow::Borrowed(&[]), position: 0, file: Some(file), peeked: false }
    }

    /// Whether a length can be added to the position at all.
    pub(super) fn can_hold(&self, length: usize) -> bool {
        self.position.checked_add(length).is_some_and(|end| isize::try_from(end).is_ok())
    }

    fn rest(&self) -> usize {
        self.data.len() - self.position
    }

    /// Reads what was peeked at and used for good.
    pub(super) fn settle(&mut self, vm: &Vm) -> PyResult<()> {
        if let Some(file) = self.file
            && self.peeked
        {
            let used = self.position;
            self.data = Cow::Borrowed(&[]);
            self.position = 0;
            self.peeked = false;
            if used > 0 {
                vm.call_values(&file.read, &[int::from_usize(vm, used)])?;
            }
        }
        Ok(())
    }

    /// Makes `count` bytes available at the position.
    #[inline]
    pub(super) fn want(&mut self, vm: &Vm, count: usize) -> PyResult<()> {
        if count <= self.rest() { Ok(()) } else { self.refill(vm, count) }
    }

    #[cold]
    fn refill(&mut self, vm: &Vm, count: usize) -> PyResult<()> {
        let Some(file) = self.file else { return Err(unpickling_error(vm, TRUNCATED)) };
        self.settle(vm)?;
        if count < PEEK
            && let Some(peek) = &file.peek
        {
            let shown = vm.call_values(peek, &[int::from_usize(vm, PEEK)])?;
            let shown = buffer::expect_bytes(vm, &shown)?;
            if shown.len() >= count {
                self.data = Cow::Owned(shown);
                self.position = 0;
                self.peeked = true;
                return Ok(());
            }
        }
        let mut data: Vec<u8> = Vec::new();
        while data.len() < count {
            let wanted = (count - data.len()).min(CHUNK.max(data.len()));
            let more = vm.call_values(&file.read, &[int::from_usize(vm, wanted)])?;
            let got = match buffer::with_bytes(&more, |more| {
                data.extend_from_slice(more);
                more.len()
            }) {
                Some(got) => got,
                None => {
                    let message = format!("a bytes-like object is required, not '{}'", vm.class_name(&more));
                    return Err(messages::type_error(vm, &message));
                }
            };
            if got < wanted {
                break;
            }
        }
        let enough = data.len() >= count;
        self.data = Cow::Owned(data);
        self.position = 0;
        if enough { Ok(()) } else { Err(unpickling_error(vm, TRUNCATED)) }
    }

    /// The next `count` bytes.
    #[inline]
    pub(super) fn take(&mut self, vm: &Vm, count: usize) -> PyResult<&[u8]> {
        self.want(vm, count)?;
        let start = self.position;
        self.position += count;
        Ok(self.data.get(start..start + count).unwrap_or(&[]))
    }

    #[inline]
    pub(super) fn array<const N: usize>(&mut self, vm: &Vm) -> PyResult<[u8; N]> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(vm, N)?);
        Ok(out)
    }

    pub(super) fn byte(&mut self, vm: &Vm) -> PyResult<usize> {
        let [byte] = self.array(vm)?;
        Ok(usize::from(byte))
    }

    pub(super) fn word(&mut self, vm: &Vm) -> PyResult<usize> {
        Ok(u32::from_le_bytes(self.array(vm)?) as usize)
    }

    /// A length of eight bytes; OverflowError above what a size can be.
    pub(super) fn long(&mut self, vm: &Vm, what: &str) -> PyResult<usize> {
        let length = u64::from_le_bytes(self.array(vm)?);
        match isize::try_from(length) {
            Ok(length) => Ok(length as usize),
            Err(_) => Err(messages::overflow_error(vm, &format!("{what} of {} bytes", isize::MAX))),
        }
    }

    /// A counted string's bytes, after a check that sizes add up.
    pub(super) fn counted(&mut self, vm: &Vm, length: usize) -> PyResult<&[u8]> {
        if !self.can_hold(length) {
            return Err(unpickling_error(vm, "read would overflow (invalid bytecode)"));
        }
        self.take(vm, length)
    }

    /// A line without its end.
    pub(super) fn line(&mut self, vm: &Vm) -> PyResult<Vec<u8>> {
        let rest = self.data.get(self.position..).unwrap_or(&[]);
        if let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let line = rest.get(..end).unwrap_or(&[]).to_vec();
            self.position += end + 1;
            return Ok(line);
        }
        let Some(file) = self.file else { return Err(unpickling_error(vm, TRUNCATED)) };
        self.settle(vm)?;
        let line = vm.call_values(&file.readline, &[])?;
        let mut line = buffer::expect_bytes(vm, &line)?;
        self.data = Cow::Borrowed(&[]);
        self.position = 0;
        if line.pop() != Some(b'\n') {
            return Err(unpickling_error(vm, TRUNCATED));
        }
        Ok(line)
    }
}
