//! [`Engine`]: Python programs in a Rust process.
//!
//! An engine is an interpreter on a thread of its own. Calls hand work over and
//! wait for the answer, so that any thread can own or share an engine, native
//! stacks are deep enough whoever calls, and the waiting side keeps the time
//! limit. Engines share nothing but what belongs to the process: its current
//! folder, environment and descriptors.
//!
//! ```
//! use serde::{Deserialize, Serialize};
//! use taipan::{Engine, Error, Limits, Scope, Sink, Stdlib};
//!
//! #[derive(Serialize)]
//! struct Order { sku: String, count: i64 }
//! #[derive(Deserialize, Debug, PartialEq)]
//! struct Receipt { total: f64, lines: Vec<String> }
//!
//! # fn main() -> Result<(), Error> {
//! let engine = Engine::builder()
//!     .limits(Limits::default())
//!     .stdlib(Stdlib::SAFE)
//!     .stdout(Sink::capture())
//!     .build()?;
//! engine.register_fn("price", |sku: &str, n: i64| sku.len() as f64 * n as f64 / 2.0)?;
//!
//! let order = Order { sku: "apple".to_owned(), count: 4 };
//! let mut scope = Scope::new().with("order", &order)?;
//! let receipt: Receipt = engine.eval_with_scope(&mut scope, "
//! total = price(order['sku'], order['count'])
//! print('selling', order['sku'])
//! {'total': total, 'lines': [f\"{order['count']} {order['sku']}\"]}
//! ")?;
//! assert_eq!(receipt, Receipt { total: 10.0, lines: vec!["4 apple".to_owned()] });
//! assert_eq!(engine.take_stdout(), "selling apple\n");
//! # Ok(())
//! # }
//! ```
//!
//! Missing: classes of the host's own, functions with keyword arguments, taking
//! a run apart and going on with it later. The memory of an interpreter is kept
//! for the next engine of the process only in part; reuse engines.

use super::data::{self, Data};
use super::error::Error;
use super::host::{self, HostFn};
use super::limits::{Limits, Stdlib};
use super::streams::{self, Captured, Sink, Streams};
use super::worker::{self, Control, Failed, Host, Plan, Registered, Stop};
use super::{de, ser};
use crate::memory::{Budget, stack_pointer};
use crate::objects::options::Options;
use crate::objects::vm::Vm;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Address space for the stack of an engine's thread: the first size that can be had.
const STACKS: [usize; 3] = [256 << 20, 64 << 20, 16 << 20];
/// What stays free below the recursion gate.
const RED_ZONE: usize = 256 << 10;

/// Work for the thread of an engine.
type Job = Box<dyn FnOnce(&'static Vm) + Send>;

/// An interpreter with limits; see the [module's documentation](self).
pub struct Engine {
    /// None once the thread has been told to end.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    control: Arc<Control>,
    limits: Limits,
    captured: [Captured; 2],
    /// One call at a time; true once the interpreter has failed.
    turn: Mutex<bool>,
}

/// What an engine holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Objects that are alive.
    pub objects: usize,
    /// Bytes that count against the limit on memory.
    pub memory: usize,
    /// The most bytes that were held at any time of the last call.
    pub peak: usize,
}

/// Stops a running program from another thread.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use std::time::Duration;
/// use taipan::{Engine, Error};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// let handle = engine.interrupt_handle();
/// let ended = Arc::new(AtomicBool::new(false));
/// let seen = ended.clone();
/// let stopper = std::thread::spawn(move || {
///     // Only a program that has begun can be stopped.
///     while !seen.load(Ordering::Relaxed) {
///         handle.stop();
///         std::thread::sleep(Duration::from_millis(1));
///     }
/// });
/// // Catching everything does not help.
/// let program = "
/// while True:
///     try:
///         while True: pass
///     except BaseException: pass";
/// assert_eq!(engine.run(program), Err(Error::Interrupted));
/// ended.store(true, Ordering::Relaxed);
/// stopper.join().unwrap();
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct InterruptHandle(Arc<Control>);

impl InterruptHandle {
    /// Ends the program that is running now with [`Error::Interrupted`]; when
    /// none is, nothing happens. A program cannot catch this.
    pub fn stop(&self) {
        self.0.stop(Stop::Interrupted);
    }

    /// Whether the engine and all other handles are gone.
    pub fn is_last(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }
}

/// Variables that go into a program and come back.
///
/// ```
/// use taipan::{Engine, Error, Scope};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::new()?;
/// let mut scope = Scope::new().with("total", 1)?.with("names", vec!["a", "b"])?;
/// engine.eval_with_scope::<()>(&mut scope, "total += len(names); names.append('c'); None")?;
/// assert_eq!(scope.get::<i64>("total")?, Some(3));
/// assert_eq!(scope.get::<Vec<String>>("names")?.unwrap().len(), 3);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    variables: Vec<(String, Data)>,
}

impl Scope {
    pub fn new() -> Scope {
        Scope::default()
    }

    /// The scope with one more variable.
    pub fn with<T: Serialize>(mut self, name: &str, value: T) -> Result<Scope, Error> {
        self.set(name, value)?;
        Ok(self)
    }

    /// Gives a variable a value.
    pub fn set<T: Serialize>(&mut self, name: &str, value: T) -> Result<(), Error> {
        self.set_data(name, to_data(&value)?)
    }

    /// The same without serde, which knows less than [`Data`].
    pub fn set_data(&mut self, name: &str, data: Data) -> Result<(), Error> {
        host::check_name(name)?;
        match self.variables.iter_mut().find(|variable| variable.0 == name) {
            Some(variable) => variable.1 = data,
            None => self.variables.push((name.to_owned(), data)),
        }
        Ok(())
    }

    /// The value of a variable, if there is one of that name.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        self.get_data(name).map(|data| from_data(data.clone())).transpose()
    }

    /// The data of a variable.
    pub fn get_data(&self, name: &str) -> Option<&Data> {
        self.variables.iter().find(|variable| variable.0 == name).map(|variable| &variable.1)
    }

    /// All variables in the order in which they were set first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Data)> {
        self.variables.iter().map(|(name, data)| (name.as_str(), data))
    }
}

/// Makes an [`Engine`].
///
/// ```
/// use std::time::Duration;
/// use taipan::{Engine, Error, Limits, Sink, Stdlib};
///
/// # fn main() -> Result<(), Error> {
/// let engine = Engine::builder()
///     .limits(Limits::default().memory(32 << 20).time(Duration::from_secs(2)))
///     .stdlib(Stdlib::SAFE)
///     .stdout(Sink::discard())
///     .stderr(Sink::capture())
///     .stdin("first line\nsecond line\n")
///     .hash_seed(0)
///     .build()?;
/// assert_eq!(engine.eval::<String>("input()")?, "first line");
/// # Ok(())
/// # }
/// ```
pub struct Builder {
    limits: Limits,
    stdlib: Stdlib,
    stdout: Sink,
    stderr: Sink,
    stdin: Vec<u8>,
    hash_seed: Option<u32>,
    arguments: Vec<String>,
    search_path: Vec<OsString>,
}

impl Builder {
    /// How much programs may use; [`Limits::default`] unless this says otherwise.
    pub fn limits(self, limits: Limits) -> Builder {
        Builder { limits, ..self }
    }

    /// Which modules they may import; [`Stdlib::SAFE`] unless this says otherwise.
    pub fn stdlib(self, stdlib: Stdlib) -> Builder {
        Builder { stdlib, ..self }
    }

    /// Where `sys.stdout` goes; captured unless this says otherwise.
    pub fn stdout(self, sink: Sink) -> Builder {
        Builder { stdout: sink, ..self }
    }

    /// Where `sys.stderr` goes; captured unless this says otherwise.
    pub fn stderr(self, sink: Sink) -> Builder {
        Builder { stderr: sink, ..self }
    }

    /// What `sys.stdin` has; nothing unless this says otherwise.
    pub fn stdin(self, input: impl Into<Vec<u8>>) -> Builder {
        Builder { stdin: input.into(), ..self }
    }

    /// Makes hashes, and with them the order of sets, the same in every run.
    pub fn hash_seed(self, seed: u32) -> Builder {
        Builder { hash_seed: Some(seed), ..self }
    }

    /// `sys.argv` behind its first entry.
    pub fn arguments(self, arguments: impl IntoIterator<Item = impl Into<String>>) -> Builder {
        Builder { arguments: arguments.into_iter().map(Into::into).collect(), ..self }
    }

    /// Folders in which programs find modules; only [`Stdlib::FULL`] looks there.
    pub fn search_path(self, folders: impl IntoIterator<Item = impl Into<OsString>>) -> Builder {
        Builder { search_path: folders.into_iter().map(Into::into).collect(), ..self }
    }

    /// Starts the interpreter. Fails when a limit could not be kept.
    pub fn build(self) -> Result<Engine, Error> {
        if self.limits.memory.is_some() && !Budget::works() {
            let reason = "the memory limit needs taipan's allocator: build the crate with its feature \"allocator\", or write \
                          `#[global_allocator] static ALLOCATOR: taipan::Allocator = taipan::Allocator;`";
            return Err(Error::Build(reason.to_owned()));
        }
        if self.limits.recursion == 0 {
            return Err(Error::Build("the recursion limit must be at least 1".to_owned()));
        }
        let control = Arc::new(Control::default());
        let streams = Streams::new(self.stdout, self.stderr, self.stdin);
        let captured = streams.captured();
        let options = Options {
            ignore_environment: true,
            safe_path: true,
            dont_write_bytecode: true,
            confined: self.stdlib.confined,
            captured: true,
            recursion_ceiling: Some(self.limits.recursion),
            hash_seed: self.hash_seed,
            arguments: std::iter::once(String::new()).chain(self.arguments).map(OsString::from).collect(),
            search_path: self.search_path,
            ..Options::default()
        };
        let mut plan = Plan { options, limits: self.limits, streams, control: control.clone(), stack_floor: 0 };
        let mut last = String::new();
        for size in STACKS {
            let (jobs, work) = channel::<Job>();
            let (ready, started) = channel();
            // The closure is lost when no thread can be had, so the plan travels behind it.
            let (plans, hand_over) = channel::<Plan>();
            let body = move || {
                let Ok(mut plan) = hand_over.recv() else { return };
                plan.stack_floor = stack_pointer().saturating_sub(size).saturating_add(2 * RED_ZONE);
                serve(plan, &ready, work);
            };
            match std::thread::Builder::new().name("taipan".to_owned()).stack_size(size).spawn(body) {
                Ok(thread) => {
                    if let Err(unsent) = plans.send(plan) {
                        plan = unsent.0;
                        continue;
                    }
                    started.recv().unwrap_or(Err(Error::Internal))?;
                    let engine = Engine {
                        jobs: Some(jobs),
                        thread: Some(thread),
                        control,
                        limits: self.limits,
                        captured,
                        turn: Mutex::new(false),
                    };
                    return Ok(engine);
                }
                Err(error) => last = error.to_string(),
            }
        }
        Err(Error::Build(format!("no thread for the interpreter: {last}")))
    }
}

/// The life of an engine's thread.
fn serve(plan: Plan, ready: &Sender<Result<(), Error>>, mut work: Receiver<Job>) {
    let vm = match catch_unwind(AssertUnwindSafe(|| worker::start(plan))) {
        Ok(Ok(vm)) => vm,
        Ok(Err(error)) => {
            let _ = ready.send(Err(error));
            return;
        }
        Err(_) => {
            let _ = ready.send(Err(Error::Internal));
            return;
        }
    };
    if ready.send(Ok(())).is_err() {
        return;
    }
    // Threads that programs have started go on while the engine waits.
    loop {
        let jobs = &mut work;
        match vm.blocking(move || jobs.recv()) {
            Ok(job) => job(vm),
            Err(_) => break,
        }
    }
    // A failure at this point has nobody left to hear of it.
    let _ = catch_unwind(AssertUnwindSafe(|| worker::finish(vm)));
}

fn to_data<T: Serialize + ?Sized>(value: &T) -> Result<Data, Error> {
    ser::to_data(value).map_err(|refused| Error::Convert(refused.0))
}

fn from_data<T: DeserializeOwned>(data: Data) -> Result<T, Error> {
    de::of_data(data).map_err(|refused| Error::Convert(refused.0))
}

/// The name by which tracebacks know a program.
const PROGRAM: &str = "<program>";

impl Engine {
    /// An engine with the default limits, the safe modules and captured output.
    pub fn new() -> Result<Engine, Error> {
        Engine::builder().build()
    }

    pub fn builder() -> Builder {
        Builder {
            limits: Limits::default(),
            stdlib: Stdlib::SAFE,
            stdout: Sink::capture(),
            stderr: Sink::capture(),
            stdin: Vec::new(),
            hash_seed: None,
            arguments: Vec::new(),
            search_path: Vec::new(),
        }
    }

    /// Runs a program; what it defines stays for later calls.
    ///
    /// ```
    /// # fn main() -> Result<(), taipan::Error> {
    /// let engine = taipan::Engine::new()?;
    /// engine.run("def double(x): return 2 * x")?;
    /// assert_eq!(engine.eval::<i64>("double(21)")?, 42);
    /// # Ok(())
    /// # }
    /// ```
    pub fn run(&self, source: &str) -> Result<(), Error> {
        self.run_as(PROGRAM, source)
    }

    /// The same with a file name for tracebacks.
    pub fn run_as(&self, filename: &str, source: &str) -> Result<(), Error> {
        let (source, filename) = (source.to_owned(), filename.to_owned());
        self.limited(move |vm, host| worker::run_here(vm, host, &source, &filename)).map(drop)
    }

    /// Runs a program and gives the value of its last statement, if that is an
    /// expression. The program sees what [`Engine::run`] has defined; its own
    /// names are gone afterwards.
    ///
    /// ```
    /// # fn main() -> Result<(), taipan::Error> {
    /// let engine = taipan::Engine::new()?;
    /// assert_eq!(engine.eval::<f64>("from math import sqrt\nsqrt(16)")?, 4.0);
    /// assert_eq!(engine.eval::<Vec<u64>>("[n * n for n in range(4)]")?, [0, 1, 4, 9]);
    /// assert_eq!(engine.eval::<Option<String>>("x = 1")?, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn eval<T: DeserializeOwned>(&self, source: &str) -> Result<T, Error> {
        self.eval_with_scope(&mut Scope::new(), source)
    }

    /// The same with variables, which hold the values of the program's end afterwards.
    pub fn eval_with_scope<T: DeserializeOwned>(&self, scope: &mut Scope, source: &str) -> Result<T, Error> {
        self.eval_data_with_scope(scope, source).and_then(from_data)
    }

    /// The same without serde, which knows less than [`Data`].
    pub fn eval_data(&self, source: &str) -> Result<Data, Error> {
        self.eval_data_with_scope(&mut Scope::new(), source)
    }

    /// Both.
    pub fn eval_data_with_scope(&self, scope: &mut Scope, source: &str) -> Result<Data, Error> {
        let source = source.to_owned();
        let mut variables = std::mem::take(&mut scope.variables);
        let (result, variables) = self.submit(move |vm, host| {
            let result = host.limited(vm, || worker::run_apart(vm, host, &source, PROGRAM, &mut variables));
            (result, variables)
        })?;
        scope.variables = variables;
        result
    }

    /// Calls a function that a program has defined, or a built-in one. The
    /// arguments are a tuple or a list of anything that serde can write.
    ///
    /// ```
    /// # fn main() -> Result<(), taipan::Error> {
    /// let engine = taipan::Engine::new()?;
    /// engine.run("def greet(name, times): return ' '.join(['hello', name] * times)")?;
    /// assert_eq!(engine.call::<String>("greet", ("you", 2))?, "hello you hello you");
    /// assert_eq!(engine.call::<i64>("len", ["a string"])?, 8);
    /// # Ok(())
    /// # }
    /// ```
    pub fn call<T: DeserializeOwned>(&self, function: &str, arguments: impl Serialize) -> Result<T, Error> {
        let arguments = match to_data(&arguments)? {
            Data::Tuple(items) | Data::List(items) => items,
            Data::None => Vec::new(),
            other => return Err(Error::Convert(format!("arguments are a tuple or a list, not {}", other.type_name()))),
        };
        let function = function.to_owned();
        self.limited(move |vm, host| worker::call(vm, host, &function, &arguments)).and_then(from_data)
    }

    /// Sets a global name that all programs see.
    pub fn set<T: Serialize>(&self, name: &str, value: T) -> Result<(), Error> {
        host::check_name(name)?;
        let (name, data) = (name.to_owned(), to_data(&value)?);
        self.limited(move |vm, host| {
            worker::set_global(vm, host, &name, data::to_value(vm, &data)?);
            Ok(Data::None)
        })
        .map(drop)
    }

    /// The value of a global name that [`Engine::run`] or [`Engine::set`] has set.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let name = name.to_owned();
        let found = self.submit(move |vm, host| worker::get_global(vm, host, &name))?.map_err(Error::Convert)?;
        found.map(from_data).transpose()
    }

    /// Gives programs a function of the host: any function or closure of up to
    /// six parameters whose types are `Param`s and whose result is an `Answer`.
    /// It runs on the engine's thread. A panic in it becomes SystemError.
    ///
    /// ```
    /// use taipan::{Engine, Error, PyError};
    ///
    /// # fn main() -> Result<(), Error> {
    /// let engine = Engine::new()?;
    /// engine.register_fn("repeat", |text: &str, times: usize| text.repeat(times))?;
    /// engine.register_fn("half", |n: i64| -> Result<i64, PyError> {
    ///     if n % 2 == 0 { Ok(n / 2) } else { Err(PyError::value_error("an odd number")) }
    /// })?;
    /// assert_eq!(engine.eval::<String>("repeat('ab', half(6))")?, "ababab");
    /// let Err(Error::Exception(error)) = engine.run("repeat('ab', 'three')") else { panic!() };
    /// assert_eq!(error.message, "repeat() argument 2 must be int of 64 bits without sign, not str");
    /// # Ok(())
    /// # }
    /// ```
    pub fn register_fn<Params>(&self, name: &str, function: impl HostFn<Params>) -> Result<(), Error> {
        host::check_name(name)?;
        let name = name.to_owned();
        let registered = Registered { name, work: Box::new(move |arguments| function.call(arguments)) };
        self.submit(move |vm, host| {
            let index = host.functions.borrow().len();
            host.inside(|| {
                let value = host::new_function(vm, &registered.name, index);
                worker::set_global(vm, host, &registered.name, value);
            });
            host.functions.borrow_mut().push(Rc::new(registered));
        })
    }

    /// Stops programs of this engine from any thread.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle(self.control.clone())
    }

    /// What programs have written to a captured `sys.stdout` since the last call.
    pub fn take_stdout(&self) -> String {
        String::from_utf8_lossy(&streams::take(&self.captured[0])).into_owned()
    }

    /// The same of `sys.stderr`.
    pub fn take_stderr(&self) -> String {
        String::from_utf8_lossy(&streams::take(&self.captured[1])).into_owned()
    }

    /// Frees all garbage of earlier programs and says what is left.
    pub fn collect(&self) -> Result<Stats, Error> {
        self.submit(|vm, host| {
            let peak = host.memory().1;
            host.inside(|| host.clear_up(vm));
            Stats { objects: vm.heap.live_objects(), memory: host.memory().0, peak }
        })
    }

    fn limited(&self, work: impl FnOnce(&'static Vm, &Host) -> Result<Data, Failed> + Send + 'static) -> Result<Data, Error> {
        self.submit(move |vm, host| host.limited(vm, || work(vm, host)))?
    }

    /// Has the engine's thread do something, and waits for it. The time limit
    /// holds for it.
    fn submit<R: Send + 'static>(&self, work: impl FnOnce(&'static Vm, &Host) -> R + Send + 'static) -> Result<R, Error> {
        let mut failed = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(jobs) = self.jobs.as_ref().filter(|_| !*failed) else { return Err(Error::Internal) };
        let (answer, answered) = channel();
        let job: Job = Box::new(move |vm| {
            let run = |host: &Host| {
                let result = work(vm, host);
                host.rest(vm);
                result
            };
            let result = catch_unwind(AssertUnwindSafe(|| Host::of(vm).map(run)));
            // Who asked waits for it, so there is somebody to take it.
            let _ = answer.send(result.ok().flatten());
        });
        self.control.begin();
        let received = if jobs.send(job).is_err() {
            None
        } else {
            match self.limits.time {
                None => answered.recv().ok().flatten(),
                Some(limit) => match answered.recv_timeout(limit) {
                    Ok(answer) => answer,
                    Err(RecvTimeoutError::Timeout) => {
                        self.control.stop(Stop::Time);
                        answered.recv().ok().flatten()
                    }
                    Err(RecvTimeoutError::Disconnected) => None,
                },
            }
        };
        *failed = received.is_none();
        received.ok_or(Error::Internal)
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.control.begin();
        self.jobs = None;
        let Some(thread) = self.thread.take() else { return };
        // Exit functions and finalizers are the program's code too.
        let end = self.limits.time.and_then(|limit| Instant::now().checked_add(limit));
        let mut pause = Duration::from_micros(50);
        while !thread.is_finished() {
            if end.is_some_and(|end| Instant::now() >= end) {
                self.control.stop(Stop::Time);
                break;
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(5));
        }
        let _ = thread.join();
    }
}
