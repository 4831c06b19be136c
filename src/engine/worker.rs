//! The side of an engine that runs programs: a thread with an interpreter, the
//! streams and functions that its programs see, and how a run is stopped.
//!
//! A run is stopped by a flag that the evaluator looks at and by waking the
//! thread where it waits; whoever stops it gives the reason. What a program does
//! about the exception that it sees then makes no difference: the flag stands
//! until the run is over.

use super::data::{self, Data};
use super::error::{Error, Exception, Limit, Syntax, TraceFrame};
use super::host::Boxed;
use super::limits::{LimitKind, Limits};
use super::streams::Streams;
use crate::eval;
use crate::memory::{Budget, PyResult, Raised, Seat, Value, collect, enter_budget, interrupt, outside_budget};
use crate::objects::dict::PyDict;
use crate::objects::exception::{PyException, display};
use crate::objects::traceback::PyTraceback;
use crate::objects::vm::Vm;
use crate::objects::{int, module, str};
use crate::stdlib::{self, io, sys};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Why a run was stopped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Interrupted,
    Time,
    Output,
}

#[derive(Default)]
struct Run {
    running: bool,
    stopped: Option<Stop>,
}

/// What both sides of an engine share.
#[derive(Default)]
pub(super) struct Control {
    run: Mutex<Run>,
    /// Where the evaluator looks; set once the interpreter is there.
    word: OnceLock<&'static AtomicU32>,
    /// Where the interpreter's thread waits.
    seat: OnceLock<Arc<Seat>>,
}

impl Control {
    fn run(&self) -> MutexGuard<'_, Run> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A run is about to start; from here on it can be stopped.
    pub fn begin(&self) {
        *self.run() = Run { running: true, stopped: None };
    }

    /// Stops the program that runs; without one nothing happens.
    pub fn stop(&self, reason: Stop) {
        let mut run = self.run();
        if !run.running {
            return;
        }
        run.stopped.get_or_insert(reason);
        if let Some(word) = self.word.get() {
            word.fetch_or(interrupt::STOP, Ordering::Relaxed);
        }
        if let Some(seat) = self.seat.get() {
            seat.interrupt();
        }
    }

    /// The run is over, and its thread forgets that it was stopped.
    fn end(&self, vm: &Vm) -> Option<Stop> {
        let mut run = self.run();
        run.running = false;
        vm.heap.withdraw(interrupt::STOP | interrupt::MEMORY);
        vm.threads.current().forget_signals();
        run.stopped.take()
    }
}

/// A function that programs can call.
pub(super) struct Registered {
    pub name: String,
    pub work: Boxed,
}

/// What an interpreter keeps for its engine.
pub(super) struct Host {
    pub functions: RefCell<Vec<Rc<Registered>>>,
    pub streams: RefCell<Streams>,
    control: Arc<Control>,
    limits: Limits,
    budget: &'static Budget,
    /// The module in which definitions stay.
    main: RefCell<Value>,
    /// The streams as they were made, because a program may replace them.
    originals: RefCell<Vec<(&'static str, Value)>>,
    /// Objects that were alive after the last thorough clearing up.
    live: Cell<usize>,
}

/// Objects beyond those of the last clearing up that ask for another one.
const MUCH: usize = 4000;
/// Bytes beyond the start of a run that ask for one.
const MANY_BYTES: usize = 1 << 20;

/// What an engine is made of.
pub(super) struct Plan {
    pub options: crate::objects::options::Options,
    pub limits: Limits,
    pub streams: Streams,
    pub control: Arc<Control>,
    pub stack_floor: usize,
}

/// Makes the interpreter of the calling thread.
pub(super) fn start(plan: Plan) -> Result<&'static Vm, Error> {
    let budget = Budget::new();
    enter_budget(Some(budget));
    let vm = prepare(plan, budget);
    enter_budget(None);
    vm
}

fn prepare(plan: Plan, budget: &'static Budget) -> Result<&'static Vm, Error> {
    let Ok(vm) = super::start(plan.options) else {
        return Err(Error::Build("no memory for the interpreter".to_owned()));
    };
    vm.stack_floor.set(plan.stack_floor);
    vm.recursion_limit.set(plan.limits.recursion);
    let mut hooks = vm.hooks.get();
    hooks.read_stream = Some(super::streams::read);
    hooks.write_stream = Some(super::streams::write);
    vm.hooks.set(hooks);
    let _ = plan.control.word.set(&vm.heap.interrupt);
    let _ = plan.control.seat.set(vm.threads.current().seat());
    let main = super::new_main(vm);
    let originals =
        ["stdin", "stdout", "stderr"].map(|name| (name, sys::attribute(vm, &vm.intern(name)).unwrap_or(Value::NONE))).to_vec();
    let host = Host {
        functions: RefCell::new(Vec::new()),
        streams: RefCell::new(plan.streams),
        control: plan.control,
        limits: plan.limits,
        budget,
        main: RefCell::new(main),
        originals: RefCell::new(originals),
        live: Cell::new(0),
    };
    let _ = vm.host.set(Box::new(host));
    collect(2);
    if let Some(host) = Host::of(vm) {
        host.live.set(vm.heap.live_objects());
        if plan.limits.memory.is_some_and(|limit| limit < budget.used() + MANY_BYTES) {
            return Err(Error::Build(format!(
                "the memory limit is below what the interpreter needs, {} bytes",
                budget.used() + MANY_BYTES
            )));
        }
        budget.set_limit(plan.limits.memory, vm.heap);
    }
    Ok(vm)
}

/// Lets go of what an interpreter holds, as the end of a program does.
pub(super) fn finish(vm: &Vm) {
    if let Some(host) = Host::of(vm) {
        host.budget.set_limit(None, vm.heap);
        enter_budget(Some(host.budget));
        let main = host.main.replace(Value::NONE);
        stdlib::atexit::run(vm);
        drop(vm.modules.remove_interned(&vm.names.__main__));
        let namespace = module::namespace(&main);
        drop(main);
        super::clear_namespace(vm, &namespace);
        drop(namespace);
        host.functions.take();
        collect(2);
        host.flush(vm);
        vm.threads.close();
        vm.heap.trim();
        enter_budget(None);
        host.budget.give_up();
    }
}

impl Host {
    /// The host of an interpreter that belongs to an engine.
    pub fn of(vm: &Vm) -> Option<&Host> {
        vm.host.get()?.downcast_ref()
    }

    pub fn stop(&self, reason: Stop) {
        self.control.stop(reason);
    }

    /// Nothing runs from here on, whatever has been asked of the interpreter.
    pub fn rest(&self, vm: &Vm) {
        self.control.end(vm);
    }

    /// Bytes held now, and the most that the last run held.
    pub fn memory(&self) -> (usize, usize) {
        (self.budget.used(), self.budget.peak())
    }

    pub fn main(&self) -> Value {
        self.main.borrow().clone()
    }

    /// Frees all garbage and gives memory back to the system.
    pub fn clear_up(&self, vm: &Vm) {
        collect(2);
        vm.heap.trim();
        self.live.set(vm.heap.live_objects());
    }

    /// Writes out what the streams still hold; a program's own streams are its business.
    fn flush(&self, vm: &Vm) {
        for (name, stream) in self.originals.borrow().iter() {
            if *name != "stdin"
                && !io::is_closed(vm, stream).unwrap_or(true)
                && vm.call_method(stream, &vm.names.flush, &[]).is_err()
            {
                drop(vm.take_exception());
            }
        }
    }

    /// Does something whose blocks count as the interpreter's.
    pub fn inside<R>(&self, work: impl FnOnce() -> R) -> R {
        let before = enter_budget(Some(self.budget));
        let result = work();
        enter_budget(before);
        result
    }

    /// Runs something within the limits, and turns its end into an answer.
    ///
    /// What the program did is described, taken apart and flushed before the
    /// run counts as over: finalizers and `__str__` are the program's code too.
    pub fn limited<R>(&self, vm: &Vm, work: impl FnOnce() -> Result<R, Failed>) -> Result<R, Error> {
        let (result, stopped) = self.inside(|| {
            vm.recursion_limit.set(self.limits.recursion);
            self.streams.borrow_mut().begin(self.limits.output);
            self.budget.begin();
            let before = self.budget.used();
            let result = match work() {
                Ok(answer) => Ok(answer),
                Err(Failed::Convert(reason)) => Err(Error::Convert(reason)),
                Err(Failed::Raised) => {
                    let exception = vm.take_exception();
                    let error = outside_budget(|| describe(vm, self, &exception));
                    drop(exception);
                    Err(error)
                }
            };
            let grown = || self.budget.used() > before + MANY_BYTES;
            if result.is_err() || grown() || vm.heap.live_objects() > self.live.get() + MUCH {
                collect(2);
            }
            if vm.has_pending() {
                drop(vm.take_exception());
            }
            let stopped = self.control.end(vm);
            for (name, stream) in self.originals.borrow().iter() {
                sys::set_attribute(vm, name, stream.clone());
            }
            self.flush(vm);
            if grown() || stopped.is_some() {
                self.clear_up(vm);
            }
            (result, stopped)
        });
        let limit = |kind| {
            let traceback = result.as_ref().err().and_then(Error::traceback).unwrap_or_default().to_owned();
            Err(Error::Limit(Box::new(Limit { kind, traceback })))
        };
        match stopped {
            Some(Stop::Interrupted) => Err(Error::Interrupted),
            Some(Stop::Time) => limit(LimitKind::Time),
            Some(Stop::Output) => limit(LimitKind::Output),
            None if self.streams.borrow().is_full() => limit(LimitKind::Output),
            None => result,
        }
    }
}

/// Why a run has no answer.
pub(super) enum Failed {
    /// The exception is pending.
    Raised,
    Convert(String),
}

impl From<Raised> for Failed {
    fn from(_: Raised) -> Failed {
        Failed::Raised
    }
}

/// Compiles and runs a program in a module's namespace; the value of its last
/// statement, if that is an expression.
fn run(vm: &Vm, source: &str, filename: &str, namespace: &Value) -> PyResult {
    display::register_source(vm, filename, source);
    let code = eval::compile_source(vm, source.as_bytes(), filename, "exec", eval::LAST_VALUE)?;
    let value = eval::run_code(vm, &code, namespace, namespace)?;
    Ok(if value.is_normal() { Value::NONE } else { value })
}

/// Runs a program where definitions stay.
pub(super) fn run_here(vm: &Vm, host: &Host, source: &str, filename: &str) -> Result<Data, Failed> {
    let main = host.main();
    run(vm, source, filename, &module::namespace(&main))?;
    Ok(Data::None)
}

/// Runs a program in a module of its own. The variables go in, and come back
/// as they are then; names whose values have no counterpart keep what they had.
pub(super) fn run_apart(
    vm: &Vm,
    host: &Host,
    source: &str,
    filename: &str,
    variables: &mut [(String, Data)],
) -> Result<Data, Failed> {
    let main = super::new_main(vm);
    let namespace = module::namespace(&main);
    let result = run_with(vm, host, source, filename, variables, &namespace);
    let pending = if matches!(result, Err(Failed::Raised)) { Some(vm.take_exception()) } else { None };
    vm.modules.set_interned(vm.names.__main__.clone(), host.main());
    drop(main);
    super::clear_namespace(vm, &namespace);
    drop(namespace);
    if let Some(exception) = pending {
        // What finalizers raised has been reported; this is the program's own.
        vm.raise(exception);
    }
    result
}

fn run_with(
    vm: &Vm,
    host: &Host,
    source: &str,
    filename: &str,
    variables: &mut [(String, Data)],
    namespace: &Value,
) -> Result<Data, Failed> {
    let dict = |namespace: &Value| namespace.as_handle::<PyDict>().cloned();
    if let (Some(target), Some(definitions)) = (dict(namespace), dict(&module::namespace(&host.main()))) {
        for (name, value) in definitions.pairs() {
            let is_new = target.get_interned(&name).is_none();
            if is_new {
                target.set_interned(vm.intern_value(&name), value);
            }
        }
        for (name, data) in variables.iter() {
            target.set_interned(vm.intern(name), data::to_value(vm, data)?);
        }
    }
    let value = run(vm, source, filename, namespace)?;
    let answer = outside_budget(|| data::of_value(vm, &value, 0)).map_err(Failed::Convert);
    drop(value);
    if let Some(target) = dict(namespace) {
        for (name, data) in variables.iter_mut() {
            if let Some(value) = target.get_interned(&vm.intern(name)) {
                outside_budget(|| {
                    if let Ok(new) = data::of_value(vm, &value, 0) {
                        *data = new;
                    }
                });
            }
        }
    }
    answer
}

/// Calls a function that a program has defined, or a built-in one.
pub(super) fn call(vm: &Vm, host: &Host, name: &str, arguments: &[Data]) -> Result<Data, Failed> {
    let namespace = module::namespace(&host.main());
    let key = vm.intern(name);
    let found =
        namespace.as_handle::<PyDict>().and_then(|dict| dict.get_interned(&key)).or_else(|| vm.builtins.get_interned(&key));
    let Some(function) = found else {
        vm.raise_message(&vm.errors.name_error, &format!("name '{name}' is not defined"));
        return Err(Failed::Raised);
    };
    let mut values = Vec::with_capacity(arguments.len());
    for argument in arguments {
        values.push(data::to_value(vm, argument)?);
    }
    let value = vm.call_values(&function, &values)?;
    drop(values);
    outside_budget(|| data::of_value(vm, &value, 0)).map_err(Failed::Convert)
}

/// The error for an exception that came out of a run.
fn describe(vm: &Vm, host: &Host, exception: &Value) -> Error {
    let class = vm.class_of(exception);
    let kind = vm.class_name(exception);
    let report = sys::render(vm, exception);
    let field = |index: usize| exception.get::<PyException>().map_or(Value::NONE, |payload| payload.field(index));
    let has_no_traceback = exception.get::<PyException>().is_none_or(|payload| payload.traceback.copy().is_none());
    if vm.is_instance(exception, &vm.errors.syntax_error) && has_no_traceback {
        let number = |index: usize| u32::try_from(int::as_i64(&field(index)).unwrap_or(0)).unwrap_or(0);
        return Error::Syntax(Box::new(Syntax {
            kind,
            message: str::text_of(&field(0)),
            filename: str::text_of(&field(1)),
            line: number(2),
            column: number(3),
            report,
        }));
    }
    if host.budget.was_met() && vm.is_subclass(class, &vm.errors.memory_error) {
        return Error::Limit(Box::new(Limit { kind: LimitKind::Memory, traceback: report }));
    }
    if vm.is_subclass(class, &vm.errors.recursion_error) {
        return Error::Limit(Box::new(Limit { kind: LimitKind::Recursion, traceback: report }));
    }
    Error::Exception(Box::new(Exception {
        kind,
        message: data::message_of(vm, exception),
        frames: frames(exception),
        traceback: report,
    }))
}

/// Frames that an error tells of; a deep recursion has more.
const MOST_FRAMES: usize = 1000;

fn frames(exception: &Value) -> Vec<TraceFrame> {
    let mut found = Vec::new();
    let mut walker = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
    while found.len() < MOST_FRAMES
        && let Some(entry) = walker.clone().get::<PyTraceback>()
    {
        found.push(TraceFrame {
            filename: str::text_of(&entry.code.filename),
            line: u32::try_from(entry.line_number()).unwrap_or(0),
            name: str::text_of(&entry.code.name),
        });
        walker = entry.next.copy();
    }
    found
}

/// Sets a global name of the module in which definitions stay.
pub(super) fn set_global(vm: &Vm, host: &Host, name: &str, value: Value) {
    if let Some(dict) = module::namespace(&host.main()).as_handle::<PyDict>() {
        dict.set_interned(vm.intern(name), value);
    }
}

/// The data of a global name of that module.
pub(super) fn get_global(vm: &Vm, host: &Host, name: &str) -> Result<Option<Data>, String> {
    let namespace = module::namespace(&host.main());
    match namespace.as_handle::<PyDict>().and_then(|dict| dict.get_interned(&vm.intern(name))) {
        Some(value) => outside_budget(|| data::of_value(vm, &value, 0)).map(Some),
        None => Ok(None),
    }
}
