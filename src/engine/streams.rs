//! The standard streams of an engine: where output goes, where input comes from.

use super::worker::{Host, Stop};
use crate::memory::{PyResult, outside_budget};
use crate::objects::vm::Vm;
use crate::stdlib::io as python_io;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a program's output goes.
///
/// ```
/// use taipan::{Engine, Error, Sink};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::builder().stdout(Sink::capture()).build()?;
/// engine.run("print('hello')")?;
/// assert_eq!(engine.take_stdout(), "hello\n");
/// assert_eq!(engine.take_stdout(), "");
///
/// let engine = Engine::builder().stdout(Sink::to(std::io::sink())).build()?;
/// engine.run("print('heard by nobody')")?;
/// # Ok(())
/// # }
/// ```
pub struct Sink(Kind);

enum Kind {
    Capture,
    Discard,
    Inherit,
    Writer(Box<dyn Write + Send>),
}

impl Sink {
    /// Kept for [`Engine::take_stdout`](crate::Engine::take_stdout) and its sibling.
    pub fn capture() -> Sink {
        Sink(Kind::Capture)
    }

    /// Thrown away.
    pub fn discard() -> Sink {
        Sink(Kind::Discard)
    }

    /// Written to the same stream of the process.
    pub fn inherit() -> Sink {
        Sink(Kind::Inherit)
    }

    /// Written somewhere else. The writer is used on the engine's own thread.
    pub fn to(writer: impl Write + Send + 'static) -> Sink {
        Sink(Kind::Writer(Box::new(writer)))
    }
}

/// Captured output, which both sides of an engine look at.
pub(super) type Captured = Arc<Mutex<Vec<u8>>>;

/// Takes what has been captured.
pub(super) fn take(captured: &Captured) -> Vec<u8> {
    std::mem::take(&mut captured.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The streams of one engine.
pub(super) struct Streams {
    sinks: [(Sink, Captured); 2],
    input: Vec<u8>,
    read: usize,
    /// What may still be written; none for any amount.
    left: Option<usize>,
    /// More was written than may be.
    full: bool,
}

impl Streams {
    pub fn new(stdout: Sink, stderr: Sink, input: Vec<u8>) -> Streams {
        let sinks = [stdout, stderr].map(|sink| (sink, Captured::default()));
        Streams { sinks, input, read: 0, left: None, full: false }
    }

    /// What standard output and standard error capture.
    pub fn captured(&self) -> [Captured; 2] {
        let [(_, out), (_, err)] = &self.sinks;
        [out.clone(), err.clone()]
    }

    pub fn begin(&mut self, limit: Option<usize>) {
        (self.left, self.full) = (limit, false);
    }

    pub fn is_full(&self) -> bool {
        self.full
    }

    fn write(&mut self, fd: i32, bytes: &[u8]) -> std::io::Result<()> {
        let [out, err] = &mut self.sinks;
        let (sink, captured) = if fd == 2 { err } else { out };
        match &mut sink.0 {
            Kind::Capture => captured.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes),
            Kind::Discard => {}
            Kind::Inherit if fd == 2 => std::io::stderr().write_all(bytes)?,
            Kind::Inherit => {
                let mut out = std::io::stdout();
                out.write_all(bytes)?;
                out.flush()?;
            }
            Kind::Writer(writer) => writer.write_all(bytes)?,
        }
        Ok(())
    }
}

/// The road of standard output and error out of the interpreter.
pub(super) fn write(vm: &Vm, fd: i32, bytes: &[u8]) -> PyResult<usize> {
    let Some(host) = Host::of(vm) else { return Ok(bytes.len()) };
    let (result, met) = {
        let mut streams = host.streams.borrow_mut();
        let fits = streams.left.map_or(bytes.len(), |left| left.min(bytes.len()));
        let result = outside_budget(|| streams.write(fd, bytes.get(..fits).unwrap_or(bytes)));
        if let Some(left) = &mut streams.left {
            *left -= fits;
        }
        let met = fits < bytes.len() && !streams.full;
        streams.full |= met;
        (result, met)
    };
    if let Err(error) = result {
        return Err(python_io::os_error(vm, &error, None));
    }
    if met {
        host.stop(Stop::Output);
        vm.poll()?;
    }
    // What came behind the limit counts as written, so that no buffer tries again for ever.
    Ok(bytes.len())
}

/// The road of standard input into it.
pub(super) fn read(vm: &Vm, _fd: i32, buffer: &mut [u8]) -> PyResult<usize> {
    let Some(host) = Host::of(vm) else { return Ok(0) };
    let mut streams = host.streams.borrow_mut();
    let rest = streams.input.get(streams.read..).unwrap_or(&[]);
    let count = rest.len().min(buffer.len());
    if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
        to.copy_from_slice(from);
    }
    streams.read += count;
    Ok(count)
}
