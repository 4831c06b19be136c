//! The interpreter lock: which of several threads runs Python code.
//!
//! Every thread has a [`Seat`]. A thread holds the lock, is *ready* (waits for
//! the lock in a queue), is *away* (waits for something that another thread
//! does under the lock, or for a time) or works *outside* (a system call).
//!
//! Who waits for an event of the program (a Python lock, the end of a thread)
//! sleeps in its seat until it is given the interpreter lock. Making it ready
//! is a matter of the queue alone, so that a hand-over between two threads
//! costs one wake-up. A thread that comes back from a system call may take a
//! free lock ahead of the queue; a thread that has held the lock for a whole
//! switch interval while others were ready is asked to hand it on, and then
//! the longest waiting one gets it.
//!
//! A clock thread watches the interval; it sleeps while nobody is ready.
//!
//! With a seed, all choices come from it: who goes next, and when a thread is
//! asked to hand on. Time is then counted, not measured: waiting for a time
//! ends when nobody else can run.

use super::heap::{Heap, install_heap, interrupt};
use super::os::{self, SIGNALLED};
use std::collections::VecDeque;
use std::os::unix::thread::JoinHandleExt;
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// CPython's switch interval.
const INTERVAL: Duration = Duration::from_millis(5);
/// The thread has been given the lock.
const GRANTED: u32 = 1;
/// The lock may be free: the thread should look.
const LOOK: u32 = 2;

/// The time of a wait is over; only with a seed, which counts time.
const EXPIRED: u32 = 4;

/// What a thread does; changed under the mutex of the lock's state only.
mod phase {
    pub const HOLDING: u8 = 0;
    pub const READY: u8 = 1;
    pub const AWAY: u8 = 2;
    pub const OUTSIDE: u8 = 3;
    /// The thread was not copied by a fork: nobody is there.
    pub const GONE: u8 = 4;
}

/// What a thread does, for those who watch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Announced by another thread; runs as soon as it gets the lock.
    Started,
    Runs,
    /// Waits for the interpreter lock.
    Ready,
    /// Waits for something in the program, or for a time.
    Waits,
    /// In a system call.
    Outside,
    /// Has been woken by the thread in `by`.
    Woken,
    Ended,
}

/// One step in the life of a thread.
#[derive(Clone)]
pub struct Step {
    /// Nanoseconds since the watching began; counted ones with a seed.
    pub at: u64,
    /// The number of the thread's seat.
    pub seat: u64,
    pub doing: Doing,
    /// The seat of the thread that started or woke this one; 0 for none.
    pub by: u64,
    /// What the object layer knows about it, and the line of the program.
    pub what: String,
    pub place: String,
}

struct Record {
    start: Instant,
    steps: Vec<Step>,
    /// What the next wait or system call is about, as the thread has said.
    announced: (String, String),
}

/// One thread's place at the lock.
pub struct Seat {
    word: AtomicU32,
    phase: AtomicU8,
    /// Never 0.
    number: u64,
}

/// Why waiting has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    Woken,
    TimedOut,
    /// A signal has arrived for this thread.
    Interrupted,
}

struct State {
    /// The seat that holds the lock; 0 for none.
    owner: u64,
    ready: VecDeque<Arc<Seat>>,
    /// When the lock changed hands, or somebody began to wait for it.
    since: Instant,
    /// The clock thread sleeps until somebody is ready.
    clock_sleeps: bool,
    clock_runs: bool,
    /// Seats that work outside the lock.
    outside: usize,
    /// The only seat that still gets the lock; 0 while all do.
    closed: u64,
    seeded: Option<Seeded>,
    record: Option<Record>,
}

impl State {
    /// Whether the program has ended for this seat.
    fn refuses(&self, seat: &Seat) -> bool {
        self.closed != 0 && self.closed != seat.number
    }

    /// Changes what a thread does.
    fn set(&mut self, seat: &Seat, phase: u8) {
        seat.set_phase(phase);
        if self.record.is_some() {
            let doing = match phase {
                phase::HOLDING => Doing::Runs,
                phase::READY => Doing::Ready,
                phase::AWAY => Doing::Waits,
                _ => Doing::Outside,
            };
            self.note(seat, doing, 0);
        }
    }

    #[cold]
    fn note(&mut self, seat: &Seat, doing: Doing, by: u64) {
        let counted = self.seeded.as_ref().map(|seeded| seeded.clock);
        let Some(record) = &mut self.record else { return };
        let at = counted.unwrap_or_else(|| u64::try_from(record.start.elapsed().as_nanos()).unwrap_or(u64::MAX));
        let (what, place) = match doing {
            Doing::Waits | Doing::Outside => std::mem::take(&mut record.announced),
            _ => (String::new(), String::new()),
        };
        record.steps.push(Step { at, seat: seat.number, doing, by, what, place });
    }
}

/// The scheduler whose choices come from a seed.
struct Seeded {
    random: u64,
    /// Nanoseconds that have been slept through.
    clock: u64,
    sleeping: Vec<(u64, Arc<Seat>)>,
    /// Looks of the evaluator until the next switch.
    countdown: u32,
    /// Called when no thread can ever run again.
    deadlock: fn(),
}

impl Seeded {
    /// The next number of the sequence (splitmix64), below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}

impl Seeded {
    /// Ends the waits whose time is over first.
    fn expire(&mut self, ready: &mut VecDeque<Arc<Seat>>) {
        let Some(deadline) = self.sleeping.iter().map(|entry| entry.0).min() else { return };
        self.clock = self.clock.max(deadline);
        for (_, seat) in self.sleeping.extract_if(.., |entry| entry.0 <= deadline) {
            seat.set_phase(phase::READY);
            seat.word.fetch_or(EXPIRED, Ordering::AcqRel);
            ready.push_back(seat);
        }
    }
}

pub struct InterpreterLock {
    state: Mutex<State>,
    /// Wakes the clock thread.
    kick: Condvar,
    /// The interrupt word of the heap that the lock protects.
    requests: &'static AtomicU32,
    /// Nanoseconds.
    interval: AtomicU64,
    numbers: AtomicU64,
}

impl InterpreterLock {
    /// A lock that the seat given with it holds.
    pub fn new(heap: &'static Heap) -> (Arc<InterpreterLock>, Arc<Seat>) {
        let lock = Arc::new(InterpreterLock {
            state: Mutex::new(State {
                owner: 1,
                ready: VecDeque::new(),
                since: Instant::now(),
                clock_sleeps: false,
                clock_runs: false,
                outside: 0,
                closed: 0,
                seeded: None,
                record: None,
            }),
            kick: Condvar::new(),
            requests: &heap.interrupt,
            interval: AtomicU64::new(INTERVAL.as_nanos() as u64),
            numbers: AtomicU64::new(1),
        });
        let seat = lock.new_seat();
        seat.set_phase(phase::HOLDING);
        (lock, seat)
    }

    /// A place for a thread that does not run yet.
    pub fn new_seat(&self) -> Arc<Seat> {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        Arc::new(Seat { word: AtomicU32::new(0), phase: AtomicU8::new(phase::OUTSIDE), number })
    }

    /// Asks the holder to hand the lock on.
    fn ask(&self) {
        self.requests.fetch_or(interrupt::SWITCH, Ordering::Relaxed);
    }

    /// The lock has changed hands, so nobody asks for it any more. With a
    /// seed the evaluator is to look up always.
    fn settle(&self, seeded: bool) {
        if seeded {
            self.ask();
        } else if self.requests.load(Ordering::Relaxed) & interrupt::SWITCH != 0 {
            self.requests.fetch_and(!interrupt::SWITCH, Ordering::Relaxed);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic under the mutex leaves numbers and queues in order.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn interval(&self) -> Duration {
        Duration::from_nanos(self.interval.load(Ordering::Relaxed))
    }

    pub fn set_interval(&self, interval: Duration) {
        let interval = u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX);
        self.interval.store(interval.max(1000), Ordering::Relaxed);
    }

    /// Lets a seed decide from now on; `deadlock` is called when nobody can run any more.
    pub fn use_seed(&self, seed: u64, deadlock: fn()) {
        let mut seeded = Seeded { random: seed, clock: 0, sleeping: Vec::new(), countdown: 0, deadlock };
        seeded.countdown = 1 + seeded.below(SEEDED_STRIDE) as u32;
        self.state().seeded = Some(seeded);
        self.ask();
    }

    /// Keeps every step of every thread from now on.
    pub fn watch_steps(&self, seat: &Seat) {
        let mut state = self.state();
        state.record = Some(Record { start: Instant::now(), steps: Vec::new(), announced: Default::default() });
        state.set(seat, phase::HOLDING);
    }

    /// Says what the next wait or system call of the holder is about.
    pub fn announce_wait(&self, what: String, place: String) {
        if let Some(record) = &mut self.state().record {
            record.announced = (what, place);
        }
    }

    /// The steps so far.
    pub fn steps(&self) -> Vec<Step> {
        self.state().record.as_ref().map(|record| record.steps.clone()).unwrap_or_default()
    }

    /// The counted time in nanoseconds, when a seed decides.
    pub fn counted_time(&self) -> Option<u64> {
        self.state().seeded.as_ref().map(|seeded| seeded.clock)
    }

    // ---- the holder's side ----

    /// Gives the lock up for a system call. Whoever is first in the queue may
    /// try for it; this thread may be back first.
    pub fn leave(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        state.outside += 1;
        state.set(seat, phase::OUTSIDE);
        if state.seeded.is_some() {
            return self.pass_on(state);
        }
        state.owner = 0;
        let first = state.ready.front().cloned();
        drop(state);
        if let Some(first) = first
            && first.word.fetch_or(LOOK, Ordering::Release) & (LOOK | GRANTED) == 0
        {
            os::futex_wake(&first.word);
        }
    }

    /// Takes the lock after [`InterpreterLock::leave`], or for the first time.
    pub fn enter(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        if seat.phase() == phase::OUTSIDE {
            state.outside = state.outside.saturating_sub(1);
        }
        self.queue_up(state, seat);
    }

    /// Announces a thread that is about to [`InterpreterLock::enter`].
    pub fn announce(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        if state.record.is_some() {
            let by = state.owner;
            state.note(seat, Doing::Started, by);
        }
        if state.seeded.is_some() {
            // The order must not depend on how fast the system starts threads.
            seat.set_phase(phase::READY);
            state.ready.push_back(seat.clone());
        } else {
            state.outside += 1;
        }
    }

    /// Takes back [`InterpreterLock::announce`] when the thread could not be started.
    pub fn retract(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        let before = state.ready.len();
        state.ready.retain(|ready| ready.number != seat.number);
        if state.ready.len() == before {
            state.outside = state.outside.saturating_sub(1);
        }
    }

    fn queue_up(&self, mut state: MutexGuard<'_, State>, seat: &Arc<Seat>) {
        if state.refuses(seat) {
            drop(state);
            park_for_ever();
        }
        if matches!(seat.phase(), phase::OUTSIDE | phase::AWAY) {
            if state.owner == 0 {
                return self.take(&mut state, seat);
            }
            self.make_ready(&mut state, seat.clone());
        }
        drop(state);
        self.wait_for_grant(seat);
    }

    /// Makes a seat the holder of a free lock.
    fn take(&self, state: &mut State, seat: &Seat) {
        state.owner = seat.number;
        state.since = Instant::now();
        state.set(seat, phase::HOLDING);
        self.settle(state.seeded.is_some());
    }

    fn make_ready(&self, state: &mut State, seat: Arc<Seat>) {
        state.set(&seat, phase::READY);
        if state.ready.is_empty() {
            state.since = Instant::now();
        }
        state.ready.push_back(seat);
        if state.clock_sleeps {
            state.clock_sleeps = false;
            self.kick.notify_one();
        }
    }

    fn wait_for_grant(&self, seat: &Arc<Seat>) {
        loop {
            let word = seat.word.load(Ordering::Acquire);
            if word & GRANTED != 0 {
                seat.word.fetch_and(!(GRANTED | LOOK), Ordering::AcqRel);
                return;
            }
            if word & LOOK != 0 {
                seat.word.fetch_and(!LOOK, Ordering::AcqRel);
                let mut state = self.state();
                if seat.phase() == phase::READY && state.owner == 0 && !state.refuses(seat) {
                    state.ready.retain(|ready| ready.number != seat.number);
                    return self.take(&mut state, seat);
                }
                continue;
            }
            os::futex_wait(&seat.word, word, None);
        }
    }

    /// Gives the lock to the next in the queue, or leaves it free.
    fn pass_on(&self, mut state: MutexGuard<'_, State>) {
        state.owner = 0;
        if state.closed != 0 {
            return;
        }
        let State { seeded, ready, outside, .. } = &mut *state;
        let mut chosen = 0;
        if let Some(seeded) = seeded {
            if ready.is_empty() {
                // Time passes only when there is nothing else to do.
                seeded.expire(ready);
            }
            if ready.is_empty() && *outside == 0 {
                let deadlock = seeded.deadlock;
                drop(state);
                return deadlock();
            }
            chosen = seeded.below(ready.len() as u64) as usize;
        }
        let Some(next) = state.ready.remove(chosen) else { return };
        self.take(&mut state, &next);
        drop(state);
        if next.word.fetch_or(GRANTED, Ordering::AcqRel) & GRANTED == 0 {
            os::futex_wake(&next.word);
        }
    }

    /// Hands the lock on because others have asked, and takes it again.
    pub fn hand_on(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        if state.ready.is_empty() || state.closed != 0 {
            // Looks of a thread that runs alone do not count: what the program
            // does before its first thread (the environment that it reads, its
            // arguments) has no say in the choices of the seed.
            self.settle(state.seeded.is_some());
            return;
        }
        if let Some(seeded) = &mut state.seeded {
            seeded.countdown = seeded.countdown.saturating_sub(1);
            if seeded.countdown > 0 {
                self.ask();
                return;
            }
            seeded.countdown = 1 + seeded.below(SEEDED_STRIDE) as u32;
        }
        state.set(seat, phase::READY);
        state.ready.push_back(seat.clone());
        self.pass_on(state);
        self.wait_for_grant(seat);
    }

    /// Gives the lock up until [`InterpreterLock::wake`], a signal for this
    /// thread, or the end of the time; holds the lock again afterwards.
    pub fn wait(&self, seat: &Arc<Seat>, timeout: Option<Duration>) -> Waited {
        let end = timeout.map(|timeout| Instant::now().checked_add(timeout));
        let mut state = self.state();
        if seat.word.load(Ordering::Acquire) & SIGNALLED != 0 {
            return Waited::Interrupted;
        }
        let counted = state.seeded.is_some();
        if let (Some(seeded), Some(timeout)) = (&mut state.seeded, timeout) {
            let nanoseconds = u64::try_from(timeout.as_nanos()).unwrap_or(u64::MAX);
            seeded.sleeping.push((seeded.clock.saturating_add(nanoseconds), seat.clone()));
        }
        state.set(seat, phase::AWAY);
        self.pass_on(state);
        loop {
            let word = seat.word.load(Ordering::Acquire);
            if word & GRANTED != 0 {
                seat.word.fetch_and(!(GRANTED | LOOK | EXPIRED), Ordering::AcqRel);
                return if word & EXPIRED != 0 { Waited::TimedOut } else { Waited::Woken };
            }
            if word & LOOK != 0 {
                // Woken, first in the queue, and the holder has left for a system call.
                seat.word.fetch_and(!LOOK, Ordering::AcqRel);
                let mut state = self.state();
                if seat.phase() == phase::READY && state.owner == 0 && !state.refuses(seat) {
                    state.ready.retain(|ready| ready.number != seat.number);
                    self.take(&mut state, seat);
                    return Waited::Woken;
                }
                continue;
            }
            let left = match end {
                Some(Some(end)) if !counted => Some(end.saturating_duration_since(Instant::now())),
                _ => None,
            };
            let reason = if word & SIGNALLED != 0 {
                Waited::Interrupted
            } else if left.is_some_and(|left| left.is_zero()) {
                Waited::TimedOut
            } else {
                // Whatever ended this, the word and the clock are looked at again.
                os::futex_wait(&seat.word, word, left);
                continue;
            };
            let mut state = self.state();
            let is_away = seat.phase() == phase::AWAY;
            if let Some(seeded) = &mut state.seeded {
                seeded.sleeping.retain(|entry| entry.1.number != seat.number);
            }
            self.queue_up(state, seat);
            return if is_away { reason } else { Waited::Woken };
        }
    }

    /// Makes a waiting thread ready; the caller holds the lock.
    pub fn wake(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        if seat.phase() != phase::AWAY {
            return;
        }
        if state.record.is_some() {
            let by = state.owner;
            state.note(seat, Doing::Woken, by);
        }
        if let Some(seeded) = &mut state.seeded {
            seeded.sleeping.retain(|entry| entry.1.number != seat.number);
        }
        self.make_ready(&mut state, seat.clone());
    }

    /// Gives the lock up for good: the thread is about to end.
    pub fn resign(&self, seat: &Arc<Seat>) {
        let mut state = self.state();
        seat.set_phase(phase::OUTSIDE);
        if state.record.is_some() {
            state.note(seat, Doing::Ended, 0);
        }
        self.pass_on(state);
    }

    /// From now on only the holder goes on; all others stop where they next ask for the lock.
    pub fn close(&self) {
        let mut state = self.state();
        state.closed = state.owner;
    }

    /// Runs a fork while the lock is in order. The child has this thread alone.
    pub fn fork<R>(&self, seat: &Arc<Seat>, work: impl FnOnce() -> R, is_child: impl FnOnce(&R) -> bool) -> R {
        let mut state = self.state();
        let result = work();
        if is_child(&result) {
            state.ready.clear();
            state.outside = 0;
            state.clock_runs = false;
            state.clock_sleeps = false;
            state.owner = seat.number;
            if let Some(seeded) = &mut state.seeded {
                seeded.sleeping.clear();
            }
        }
        result
    }

    // ---- the clock ----

    /// Starts the thread that watches the switch interval; false when it cannot be started.
    pub fn start_clock(self: &Arc<Self>) -> bool {
        {
            let mut state = self.state();
            if state.clock_runs || state.seeded.is_some() {
                return true;
            }
            state.clock_runs = true;
        }
        let lock = self.clone();
        let started = std::thread::Builder::new().name("clock".to_owned()).stack_size(128 << 10).spawn(move || {
            os::block_signals();
            lock.watch();
        });
        if started.is_err() {
            self.state().clock_runs = false;
        }
        started.is_ok()
    }

    fn watch(&self) {
        let mut state = self.state();
        loop {
            if state.ready.is_empty() {
                state.clock_sleeps = true;
                state = self.kick.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            state.clock_sleeps = false;
            let interval = self.interval();
            let held = state.since.elapsed();
            let pause = if held >= interval {
                if state.owner != 0 {
                    self.ask();
                }
                interval
            } else {
                interval - held
            };
            drop(state);
            std::thread::sleep(pause);
            state = self.state();
        }
    }
}

/// Looks of the evaluator between two switches that a seed makes: fewer than this.
const SEEDED_STRIDE: u64 = 40;

impl Seat {
    /// Makes arriving signals end this seat's waiting.
    pub fn watch_signals(self: &Arc<Self>) {
        // The main thread's seat lasts as long as the process.
        let seat: &'static Arc<Seat> = Box::leak(Box::new(self.clone()));
        os::watch_signals(&seat.word);
    }

    /// Whether a signal has arrived since the last [`Seat::forget_signals`].
    pub fn signalled(&self) -> bool {
        self.word.load(Ordering::Acquire) & SIGNALLED != 0
    }

    /// Ends this seat's waiting as an arriving signal does.
    pub fn interrupt(&self) {
        self.word.fetch_or(SIGNALLED, Ordering::AcqRel);
        os::futex_wake(&self.word);
    }

    pub fn forget_signals(&self) {
        self.word.fetch_and(!SIGNALLED, Ordering::AcqRel);
    }

    /// In the child of a fork: the seat's thread does not exist there.
    pub fn give_up(&self) {
        self.set_phase(phase::GONE);
    }

    pub fn is_gone(&self) -> bool {
        self.phase() == phase::GONE
    }

    pub fn number(&self) -> u64 {
        self.number
    }

    fn phase(&self) -> u8 {
        self.phase.load(Ordering::Relaxed)
    }

    fn set_phase(&self, phase: u8) {
        self.phase.store(phase, Ordering::Relaxed);
    }
}

/// Where threads end up that ask for the lock after it has been closed.
fn park_for_ever() -> ! {
    loop {
        std::thread::park();
    }
}

const INTERNAL_ERROR: &[u8] =
    b"SystemError: internal error in a thread of the interpreter; please report it with the program that led here\n";
const INTERNAL_STATUS: i32 = 70;

/// Carries a closure into a new thread although it holds values.
struct Carried<F>(F);

// SAFETY: M9 — what the closure holds is only touched under the interpreter lock.
unsafe impl<F> Send for Carried<F> {}

impl<F: FnOnce()> Carried<F> {
    fn run(self) {
        (self.0)();
    }
}

/// Starts a thread that works on `heap` and gives its identity; `None` when the system refuses.
/// `body` keeps promise M9.
pub fn spawn(heap: &'static Heap, stack: usize, body: impl FnOnce() + 'static) -> Option<i64> {
    let carried = Carried(body);
    let heap = Carried(heap);
    let started = std::thread::Builder::new().stack_size(stack).spawn(move || {
        // Whole structures move in, so that the wrappers are what is sent.
        let (carried, heap) = (carried, heap);
        let Carried(heap) = heap;
        install_heap(heap);
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| carried.run())).is_err() {
            // The thread may hold the lock, so nobody can go on.
            let _ = os::write(2, INTERNAL_ERROR);
            os::exit_now(INTERNAL_STATUS);
        }
        super::small::retire();
    });
    started.ok().map(|thread| thread.as_pthread_t() as i64)
}
