//! `_deflate`: raw deflate streams in pieces, and the Adler-32 checksum, for the module `zlib`.
//!
//! Headers, trailers and checksums of the zlib and gzip formats are added in Python. The compressed form is
//! miniz's: any zlib reads it, but its bytes are not those that the zlib library would write.

use super::ModuleSpec;
use super::natives::{CLOSED, argument, class_of, make, receiver};
use crate::memory::{Guarded, Kind, Payload, PyResult, Value};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::native::{function, method};
use crate::objects::vm::Vm;
use crate::objects::{buffer, bytes, int, kinds, ops};
use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

/// Bytes that one step writes.
const PIECE: usize = 1 << 16;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_deflate",
    doc: "Raw deflate streams.",
    functions: &[
        function("adler32", "(data, value, /)", adler32, "The Adler-32 checksum of bytes."),
        function("deflater", "(level, strategy, /)", deflater, "A compressor."),
        function(
            "inflater",
            "()",
            |vm, _| Ok(make(vm, &INFLATER, PyInflater(Guarded::new(InflateState::new_boxed(DataFormat::Raw))))),
            "A decompressor.",
        ),
    ],
    setup: Some(|vm, _| {
        class_of(vm, &DEFLATER, kinds::DEFLATER);
        class_of(vm, &INFLATER, kinds::INFLATER);
        Ok(())
    }),
};

const DEFLATER: TypeSpec = TypeSpec {
    name: "Deflater",
    module: "_deflate",
    flags: CLOSED,
    methods: &[method("run", "(self, data, flush, /)", deflate_piece, "The compressed form of a piece; flush is zlib's number.")],
    ..TypeSpec::EMPTY
};

const INFLATER: TypeSpec = TypeSpec {
    name: "Inflater",
    module: "_deflate",
    flags: CLOSED,
    methods: &[
        method(
            "run",
            "(self, data, limit, /)",
            inflate_piece,
            "(bytes, number of bytes used, whether the stream has ended); None for damaged data.",
        ),
        method(
            "copy",
            "(self, /)",
            |vm, args| {
                let state = receiver::<PyInflater>(vm, args)?.0.read(Clone::clone);
                Ok(make(vm, &INFLATER, PyInflater(Guarded::new(state))))
            },
            "A copy that goes on by itself.",
        ),
    ],
    ..TypeSpec::EMPTY
};

struct PyDeflater(Guarded<Box<CompressorOxide>>);

impl Payload for PyDeflater {
    const KIND: Kind = kinds::DEFLATER;
}

struct PyInflater(Guarded<Box<InflateState>>);

impl Payload for PyInflater {
    const KIND: Kind = kinds::INFLATER;
}

fn deflater(vm: &Vm, args: &[Value]) -> PyResult {
    let number = |index: usize| ops::index_clamped(vm, argument(args, index)).map(|number| number.clamp(-1, 9) as i32);
    // Negative window bits mean that no header is written.
    let flags = create_comp_flags_from_zip_params(number(0)?, -15, number(1)?);
    Ok(make(vm, &DEFLATER, PyDeflater(Guarded::new(Box::new(CompressorOxide::new(flags))))))
}

fn deflate_piece(vm: &Vm, args: &[Value]) -> PyResult {
    let state = receiver::<PyDeflater>(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let flush = match ops::index_clamped(vm, argument(args, 2))? {
        4 => MZFlush::Finish,
        3 => MZFlush::Full,
        1 | 2 => MZFlush::Sync,
        _ => MZFlush::None,
    };
    let (mut out, mut room, mut used) = (Vec::new(), vec![0; PIECE], 0);
    loop {
        let rest = data.get(used..).unwrap_or_default();
        let step = state.0.write(|state| deflate(state, rest, &mut room, flush));
        used += step.bytes_consumed;
        append(vm, &mut out, &room, step.bytes_written)?;
        let full = step.bytes_written == room.len();
        match step.status {
            Ok(MZStatus::StreamEnd) => break,
            // Nothing was left to do.
            Err(MZError::Buf) => break,
            Err(_) => return Err(messages::value_error(vm, "inconsistent stream state")),
            Ok(_) if used == data.len() && !full && flush != MZFlush::Finish => break,
            Ok(_) => vm.poll()?,
        }
    }
    Ok(bytes::from_vec(vm, out))
}

fn append(vm: &Vm, out: &mut Vec<u8>, room: &[u8], count: usize) -> PyResult<()> {
    if crate::room::asking(|| out.try_reserve(count)).is_err() {
        return Err(messages::memory_error(vm));
    }
    out.extend_from_slice(room.get(..count).unwrap_or(room));
    Ok(())
}

fn inflate_piece(vm: &Vm, args: &[Value]) -> PyResult {
    let state = receiver::<PyInflater>(vm, args)?;
    let data = buffer::expect_bytes(vm, argument(args, 1))?;
    let limit = usize::try_from(ops::index_clamped(vm, argument(args, 2))?).ok().filter(|limit| *limit > 0);
    let (mut out, mut room, mut used) = (Vec::new(), vec![0; PIECE], 0);
    let mut ended = false;
    loop {
        let wanted = limit.map_or(PIECE, |limit| (limit - out.len()).min(PIECE));
        if wanted == 0 {
            break;
        }
        let rest = data.get(used..).unwrap_or_default();
        let target = room.get_mut(..wanted).unwrap_or_default();
        let step = state.0.write(|state| inflate(state, rest, target, MZFlush::None));
        used += step.bytes_consumed;
        append(vm, &mut out, &room, step.bytes_written)?;
        match step.status {
            Ok(MZStatus::StreamEnd) => {
                ended = true;
                break;
            }
            Err(MZError::Buf) => break,
            Err(_) => return Ok(Value::NONE),
            Ok(_) if used == data.len() && step.bytes_written < wanted => break,
            Ok(_) => vm.poll()?,
        }
    }
    Ok(vm.new_tuple(vec![bytes::from_vec(vm, out), int::from_usize(vm, used), Value::bool(ended)]))
}

fn adler32(vm: &Vm, args: &[Value]) -> PyResult {
    const MODULUS: u32 = 65_521;
    // As many bytes as the sums take without overflow.
    const STRETCH: usize = 5552;
    let data = buffer::expect_bytes(vm, argument(args, 0))?;
    let number = ops::index(vm, argument(args, 1))?;
    let start = int::as_big(&number).map_or(1, |number| number.wrapping_u64()) as u32;
    let (mut low, mut high) = (start & 0xffff, start >> 16);
    for stretch in data.chunks(STRETCH) {
        for byte in stretch {
            low += u32::from(*byte);
            high += low;
        }
        low %= MODULUS;
        high %= MODULUS;
    }
    Ok(Value::small_int(i64::from(high << 16 | low)))
}
