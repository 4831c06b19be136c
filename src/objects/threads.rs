//! Threads of a program: what belongs to each, and how they take turns.
//!
//! [`Vm`] holds the state of the thread that runs. When another one gets the
//! interpreter lock, that state is put away into its [`Thread`] and the other's
//! is put in its place, so that a program with one thread pays nothing and
//! nobody has to ask which thread it is.
//!
//! The rules for natives:
//!
//! - A system call that may take long goes through [`Vm::blocking`]. Its
//!   closure is `Send`, so it can hold plain data and no interpreter handle;
//!   it must not touch values, not even to look at them, because another
//!   thread runs Python code meanwhile. Copy bytes out of objects first.
//! - A call that a signal has interrupted (`EINTR`) is followed by
//!   [`Vm::poll`] and then repeated, as before.
//! - No [`Guarded`] borrow is alive across `blocking`, [`Vm::away`] or `poll`:
//!   all three are call-outs, after which everything may have changed.
//! - Waiting for what another thread of the program does is a [`WaitQueue`].

use super::frame::Frame;
use super::vm::Vm;
use crate::memory::{
    Burials, FrameLink, FrameStack, Guarded, InterpreterLock, PyResult, Seat, Value, Visitor, Waited, current_budget,
    enter_budget, forever, interrupt, os, spawn, stack_pointer,
};
use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Address space for the native stack of a thread, unless the program chooses.
pub const NATIVE_STACK: usize = 16 << 20;
/// Address space for the frames of a thread that is not the main one.
const FRAME_STACK: usize = 16 << 20;
/// What stays free below the recursion gate.
const RED_ZONE: usize = 256 << 10;
/// Frame stacks of ended threads that are kept for new ones.
const SPARE_STACKS: usize = 8;

/// One thread. Its first fields are valid while another thread is running.
pub struct Thread {
    pending: Guarded<Value>,
    handled: Guarded<Value>,
    handled_outside: Guarded<Vec<Value>>,
    depth: Cell<u32>,
    native_depth: Cell<u32>,
    stack_floor: Cell<usize>,
    frames: FrameStack,
    frame: Cell<FrameLink<Frame>>,
    repr_running: Guarded<Vec<u64>>,
    burials: Burials,
    seat: Arc<Seat>,
    /// The thread that runs signal handlers.
    pub is_main: Cell<bool>,
    /// What `threading.get_ident` gives; 0 before the thread runs.
    pub identity: Cell<i64>,
    /// The system's number of the thread.
    pub native_id: Cell<i64>,
    /// The context of `contextvars`; unbound until somebody asks.
    pub context: Guarded<Value>,
    /// Tables of `threading.local` objects that have a dict for this thread.
    locals: Guarded<Vec<Rc<LocalDicts>>>,
    /// The object that the thread waits for, for reports.
    pub waits_for: Guarded<Value>,
    /// The name that the program gave it, for reports.
    pub name: std::cell::RefCell<String>,
}

impl Thread {
    fn new(seat: Arc<Seat>, frames: FrameStack, is_main: bool) -> Rc<Thread> {
        Rc::new(Thread {
            pending: Guarded::new(Value::UNBOUND),
            handled: Guarded::new(Value::UNBOUND),
            handled_outside: Guarded::new(Vec::new()),
            depth: Cell::new(0),
            native_depth: Cell::new(0),
            stack_floor: Cell::new(0),
            frames,
            frame: Cell::new(FrameLink::NONE),
            repr_running: Guarded::new(Vec::new()),
            burials: Burials::default(),
            seat,
            is_main: Cell::new(is_main),
            identity: Cell::new(0),
            native_id: Cell::new(0),
            context: Guarded::new(Value::UNBOUND),
            locals: Guarded::new(Vec::new()),
            waits_for: Guarded::new(Value::UNBOUND),
            name: std::cell::RefCell::new(String::new()),
        })
    }

    /// Exchanges this thread's state with the one that the interpreter holds.
    fn exchange(&self, vm: &Vm) {
        swap(&self.pending, &vm.pending);
        swap(&self.handled, &vm.handled);
        swap(&self.handled_outside, &vm.handled_outside);
        swap(&self.context, &vm.context);
        self.depth.swap(&vm.depth);
        self.native_depth.swap(&vm.native_depth);
        self.stack_floor.swap(&vm.stack_floor);
        self.frames.swap(&vm.frames);
        self.frame.swap(&vm.frame);
        swap(&self.repr_running, &vm.repr_running);
        vm.heap.swap_burials(&self.burials);
    }

    fn note_numbers(&self) {
        self.identity.set(os::thread_identity());
        self.native_id.set(os::thread_number());
    }

    /// The frame where the thread left off; for a thread that is not running.
    pub fn last_frame(&self) -> FrameLink<Frame> {
        self.frame.get()
    }

    /// The number by which steps name the thread.
    pub fn number(&self) -> u64 {
        self.seat.number()
    }

    /// The place where the thread waits, through which another thread can end its waiting.
    pub fn seat(&self) -> Arc<Seat> {
        self.seat.clone()
    }

    /// From now on only signals that arrive later count.
    pub fn forget_signals(&self) {
        self.seat.forget_signals();
    }
}

fn swap<T>(left: &Guarded<T>, right: &Guarded<T>) {
    left.write(|left| right.write(|right| std::mem::swap(left, right)));
}

/// Tells what a wait is about and the line of the program.
pub type Describe = fn(&Vm, &Value) -> (String, String);

/// All threads of an interpreter.
pub struct Threads {
    lock: Arc<InterpreterLock>,
    current: Guarded<Rc<Thread>>,
    /// Threads that run or are about to, in the order of their start.
    all: Guarded<Vec<Rc<Thread>>>,
    count: Cell<usize>,
    /// System calls need no lock: there is one thread, and nobody watches.
    alone: Cell<bool>,
    /// Somebody watches: what a wait for an object, or a system call, is about, and where.
    describe: Cell<Option<Describe>>,
    /// Names of all threads that there have been, while somebody watches.
    names: std::cell::RefCell<Vec<(u64, String)>>,
    spare: Guarded<Vec<FrameStack>>,
    /// A seed decides who runs.
    seeded: Cell<bool>,
    /// `_thread.stack_size`; 0 for ours.
    pub stack_size: Cell<usize>,
    /// The program is ending: no thread can be started any more.
    pub closing: Cell<bool>,
}

impl Threads {
    /// Threads of an interpreter that the calling thread runs.
    pub fn new(heap: &'static crate::memory::Heap) -> Threads {
        let (lock, seat) = InterpreterLock::new(heap);
        let main = Thread::new(seat, FrameStack::empty(), true);
        main.note_numbers();
        Threads {
            lock,
            current: Guarded::new(main.clone()),
            all: Guarded::new(vec![main]),
            count: Cell::new(1),
            alone: Cell::new(true),
            describe: Cell::new(None),
            names: std::cell::RefCell::new(Vec::new()),
            spare: Guarded::new(Vec::new()),
            seeded: Cell::new(false),
            stack_size: Cell::new(0),
            closing: Cell::new(false),
        }
    }

    /// The thread that runs.
    pub fn current(&self) -> Rc<Thread> {
        self.current.copy()
    }

    /// What `threading.get_ident` gives for the running thread.
    pub fn identity(&self) -> i64 {
        self.current.read(|thread| thread.identity.get())
    }

    pub fn native_id(&self) -> i64 {
        self.current.read(|thread| thread.native_id.get())
    }

    pub fn in_main(&self) -> bool {
        self.current.read(|thread| thread.is_main.get())
    }

    /// Threads that have been started and have not ended.
    pub fn count(&self) -> usize {
        self.count.get()
    }

    pub fn all(&self) -> Vec<Rc<Thread>> {
        self.all.copy()
    }

    pub fn interval(&self) -> Duration {
        self.lock.interval()
    }

    pub fn set_interval(&self, interval: Duration) {
        self.lock.set_interval(interval);
    }

    /// Lets a seed decide who runs from now on.
    pub fn use_seed(&self, seed: u64, deadlock: fn()) {
        self.seeded.set(true);
        self.lock.use_seed(seed, deadlock);
    }

    pub fn is_seeded(&self) -> bool {
        self.seeded.get()
    }

    /// Nanoseconds slept through, when time is counted and not measured.
    pub fn counted_time(&self) -> Option<u64> {
        if self.seeded.get() { self.lock.counted_time() } else { None }
    }

    /// The calling thread is the one that gets signals.
    pub fn watch_signals(&self) {
        self.current.read(|thread| thread.seat.watch_signals());
    }

    /// From now on only the running thread goes on.
    pub fn close(&self) {
        self.closing.set(true);
        self.lock.close();
    }

    fn forget(&self, thread: &Rc<Thread>) {
        self.all.write(|all| all.retain(|known| !Rc::ptr_eq(known, thread)));
        self.set_count(self.all.read(Vec::len));
    }

    fn set_count(&self, count: usize) {
        self.count.set(count);
        self.alone.set(count == 1 && self.describe.get().is_none());
    }

    /// Keeps every step of every thread from now on.
    pub fn watch(&self, describe: Describe) {
        self.describe.set(Some(describe));
        self.alone.set(false);
        self.names.borrow_mut().push((self.current().number(), "MainThread".to_owned()));
        self.current.read(|thread| self.lock.watch_steps(&thread.seat));
    }

    /// The steps so far, and the names of the threads by number.
    pub fn steps(&self) -> (Vec<crate::memory::Step>, Vec<(u64, String)>) {
        (self.lock.steps(), self.names.borrow().clone())
    }

    /// Gives the running thread a name for reports.
    pub fn set_name(&self, name: &str) {
        let thread = self.current();
        name.clone_into(&mut thread.name.borrow_mut());
        if self.describe.get().is_some() {
            self.names.borrow_mut().push((thread.number(), name.to_owned()));
        }
    }

    fn frame_stack(&self) -> Option<FrameStack> {
        self.spare.write(Vec::pop).or_else(|| FrameStack::new(FRAME_STACK)).or_else(|| FrameStack::new(FRAME_STACK / 16))
    }
}

impl Vm {
    /// Runs a system call while other threads may run Python code. The closure
    /// must not touch values; see the module's documentation.
    #[inline]
    pub fn blocking<R>(&self, work: impl FnOnce() -> R + Send) -> R {
        if self.threads.alone.get() {
            return work();
        }
        self.announce_wait(&Value::UNBOUND);
        let me = self.threads.current();
        self.threads.lock.leave(&me.seat);
        let result = work();
        self.threads.lock.enter(&me.seat);
        self.load(&me);
        result
    }

    /// The same for a call that is over soon: writing to a file, closing it.
    /// A seed keeps the lock meanwhile, so that the order of such calls is its own.
    #[inline]
    pub fn blocking_briefly<R>(&self, work: impl FnOnce() -> R + Send) -> R {
        if self.threads.seeded.get() { work() } else { self.blocking(work) }
    }

    /// Says for those who watch what the coming wait is about: an object, a
    /// time (`None`), or a system call (unbound).
    #[inline]
    fn announce_wait(&self, what: &Value) {
        if let Some(describe) = self.threads.describe.get() {
            let (what, place) = describe(self, what);
            self.threads.lock.announce_wait(what, place);
        }
    }

    /// Puts a thread's state in place, after it has got the lock.
    fn load(&self, thread: &Rc<Thread>) {
        if !self.threads.current.read(|current| Rc::ptr_eq(current, thread)) {
            let before = self.threads.current.replace(thread.clone());
            before.exchange(self);
            thread.exchange(self);
        }
        if thread.is_main.get() && thread.seat.signalled() {
            self.heap.request(interrupt::SIGNAL);
        }
    }

    /// Gives the lock up until another thread wakes this one, a signal arrives
    /// for it, or the time is over. [`Waited::Interrupted`] asks for a [`Vm::poll`].
    pub fn away(&self, timeout: Option<Duration>) -> Waited {
        let me = self.threads.current();
        let result = self.threads.lock.wait(&me.seat, timeout);
        self.load(&me);
        result
    }

    /// Sleeps, looking at signals whenever one arrives.
    pub fn sleep(&self, time: Duration) -> PyResult<()> {
        let end = Instant::now().checked_add(time);
        let mut left = Some(time);
        loop {
            self.announce_wait(&Value::NONE);
            match self.away(left) {
                Waited::TimedOut => return Ok(()),
                Waited::Woken => {}
                Waited::Interrupted => self.poll()?,
            }
            left = end.map(|end| end.saturating_duration_since(Instant::now()));
        }
    }

    /// Lets another thread run, if one has been waiting for too long.
    pub fn hand_on(&self) {
        let me = self.threads.current();
        self.threads.lock.hand_on(&me.seat);
        self.load(&me);
    }

    /// Starts a thread that runs `work` under the interpreter lock and gives its
    /// identity; `None` when the system has no room for it.
    pub fn start_thread(&self, work: impl FnOnce(&Vm) + 'static) -> Option<i64> {
        if self.options.confined {
            return None;
        }
        let vm: &'static Vm = forever(self);
        let frames = self.threads.frame_stack()?;
        let lock = self.threads.lock.clone();
        if !lock.start_clock() {
            return None;
        }
        let thread = Thread::new(lock.new_seat(), frames, false);
        let seat = thread.seat.clone();
        self.threads.all.write(|all| all.push(thread.clone()));
        self.threads.set_count(self.threads.count.get() + 1);
        lock.announce(&seat);
        let size = match self.threads.stack_size.get() {
            0 => NATIVE_STACK,
            size => size,
        };
        let mine = thread.clone();
        let (its_lock, its_seat) = (lock.clone(), seat.clone());
        let budget = current_budget();
        let started = spawn(self.heap, size, move || {
            enter_budget(budget);
            its_lock.enter(&its_seat);
            vm.load(&mine);
            mine.note_numbers();
            vm.stack_floor.set(stack_pointer().saturating_sub(size).saturating_add(2 * RED_ZONE.min(size / 8)));
            (vm.hooks.get().thread_start)(vm);
            work(vm);
            vm.end_thread(mine);
            its_lock.resign(&its_seat);
        });
        match started {
            Some(identity) => thread.identity.set(identity),
            None => {
                lock.retract(&seat);
                self.threads.forget(&thread);
            }
        }
        started
    }

    /// Lets go of all that belongs to the running thread, which is about to end.
    fn end_thread(&self, thread: Rc<Thread>) {
        for table in thread.locals.take() {
            drop(table.remove(self));
        }
        drop(thread.context.replace(Value::UNBOUND));
        drop(self.pending.replace(Value::UNBOUND));
        drop(self.handled.replace(Value::UNBOUND));
        drop(self.handled_outside.take());
        self.threads.forget(&thread);
        let stack = FrameStack::empty();
        self.frames.swap(&stack);
        if self.threads.spare.read(Vec::len) < SPARE_STACKS {
            self.threads.spare.write(|spare| spare.push(stack));
        }
    }

    /// A copy of this process. The child has the calling thread alone, which is
    /// its main one from now on.
    pub fn fork(&self) -> std::io::Result<i32> {
        let me = self.threads.current();
        let result = self.threads.lock.fork(&me.seat, os::fork, |result| matches!(result, Ok(0)));
        if matches!(result, Ok(0)) {
            me.note_numbers();
            if !me.is_main.replace(true) {
                me.seat.watch_signals();
            }
            let others = self.threads.all.replace(vec![me]);
            self.threads.set_count(1);
            for other in others.iter().filter(|other| !Rc::ptr_eq(other, &self.threads.current())) {
                other.seat.give_up();
            }
            // What the others hold is in use by nobody, yet it is not in a
            // state to be taken apart.
            std::mem::forget(others);
        }
        result
    }
}

/// The attribute dicts of one `threading.local` object, by thread.
#[derive(Default)]
pub struct LocalDicts(Guarded<Vec<(u64, Value)>>);

impl LocalDicts {
    /// The running thread's dict.
    pub fn find(&self, vm: &Vm) -> Option<Value> {
        let me = vm.threads.current.read(|thread| thread.seat.number());
        self.0.read(|dicts| dicts.iter().find(|entry| entry.0 == me).map(|entry| entry.1.clone()))
    }

    /// Gives the running thread a dict until it ends.
    pub fn add(self: &Rc<Self>, vm: &Vm, dict: Value) {
        let me = vm.threads.current();
        self.0.write(|dicts| dicts.push((me.seat.number(), dict)));
        let forgotten = me.locals.write(|tables| {
            tables.push(self.clone());
            // Tables that nobody else knows belonged to objects that are gone.
            if tables.len() % 64 == 0 {
                tables.extract_if(.., |table| Rc::strong_count(table) == 1).collect()
            } else {
                Vec::new()
            }
        });
        drop(forgotten);
    }

    /// Takes the running thread's dict away.
    pub fn remove(&self, vm: &Vm) -> Option<Value> {
        let me = vm.threads.current.read(|thread| thread.seat.number());
        self.0.write(|dicts| {
            let index = dicts.iter().position(|entry| entry.0 == me)?;
            Some(dicts.swap_remove(index).1)
        })
    }

    pub fn clear(&self) {
        drop(self.0.take());
    }

    pub fn trace(&self, visitor: &mut Visitor<'_>) {
        self.0.read(|dicts| dicts.iter().for_each(|entry| visitor.edge(&entry.1)));
    }
}

/// Threads that wait for the same thing, in the order in which they came.
#[derive(Default)]
pub struct WaitQueue(Guarded<VecDeque<Rc<Thread>>>);

impl WaitQueue {
    pub const fn new() -> WaitQueue {
        WaitQueue(Guarded::new(VecDeque::new()))
    }

    /// Waits at the end of the queue, or at its front when the thread has been
    /// woken before and found what it waited for taken. `what` is for reports.
    pub fn wait(&self, vm: &Vm, timeout: Option<Duration>, again: bool, what: &Value) -> Waited {
        let me = vm.threads.current();
        self.0.write(|queue| if again { queue.push_front(me.clone()) } else { queue.push_back(me.clone()) });
        drop(me.waits_for.replace(what.clone()));
        vm.announce_wait(what);
        let result = vm.away(timeout);
        drop(me.waits_for.replace(Value::UNBOUND));
        let was_in = self.0.write(|queue| match queue.iter().position(|waiting| Rc::ptr_eq(waiting, &me)) {
            Some(index) => queue.remove(index).is_some(),
            None => false,
        });
        // Whoever has been taken out of the queue was woken, whatever else happened.
        if was_in { result } else { Waited::Woken }
    }

    /// Wakes the thread that has waited longest; false when nobody waits.
    pub fn wake_one(&self, vm: &Vm) -> bool {
        loop {
            let Some(first) = self.0.write(VecDeque::pop_front) else { return false };
            if first.seat.is_gone() {
                continue;
            }
            vm.threads.lock.wake(&first.seat);
            return true;
        }
    }

    pub fn wake_all(&self, vm: &Vm) {
        while self.wake_one(vm) {}
    }

    pub fn is_empty(&self) -> bool {
        self.0.read(VecDeque::is_empty)
    }

    /// Forgets everybody: in the child of a fork, where they do not exist.
    pub fn clear(&self) {
        std::mem::forget(self.0.take());
    }
}
