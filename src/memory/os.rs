//! System calls that `std` offers no safe face for: file descriptors by number,
//! signals, clocks, the calendar.
//!
//! They lie in this folder because they need `unsafe`; none of them touches
//! the heap. Every function turns `errno` into [`std::io::Error`], repeats
//! nothing (callers decide about `EINTR`) and takes lengths from slices.
//! Promise of the signal part: the handler only stores into atomics.

use super::heap::{heap, interrupt};
use std::ffi::CString;
use std::io::{Error, Result};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, AtomicU64, Ordering};

fn check(result: i64) -> Result<i64> {
    if result < 0 { Err(Error::last_os_error()) } else { Ok(result) }
}

fn path(path: &Path) -> Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(|_| Error::from_raw_os_error(libc::EINVAL))
}

pub fn read(fd: i32, buffer: &mut [u8]) -> Result<usize> {
    // SAFETY: the buffer is valid for its length.
    check(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) } as i64).map(|count| count as usize)
}

pub fn write(fd: i32, bytes: &[u8]) -> Result<usize> {
    // SAFETY: the slice is valid for its length.
    check(unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) } as i64).map(|count| count as usize)
}

pub fn open(name: &Path, flags: i32, mode: u32) -> Result<i32> {
    let name = path(name)?;
    // SAFETY: a terminated string; the mode is read only with O_CREAT.
    check(i64::from(unsafe { libc::open(name.as_ptr(), flags | libc::O_CLOEXEC, mode) })).map(|fd| fd as i32)
}

pub fn close(fd: i32) -> Result<()> {
    // SAFETY: closing a number; a wrong one is reported as EBADF.
    check(i64::from(unsafe { libc::close(fd) })).map(drop)
}

pub fn seek(fd: i32, offset: i64, whence: i32) -> Result<i64> {
    // SAFETY: plain numbers.
    check(unsafe { libc::lseek(fd, offset, whence) })
}

pub fn truncate(fd: i32, size: i64) -> Result<()> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::ftruncate(fd, size) })).map(drop)
}

pub fn sync(fd: i32) -> Result<()> {
    // SAFETY: a plain number.
    check(i64::from(unsafe { libc::fsync(fd) })).map(drop)
}

pub fn is_terminal(fd: i32) -> bool {
    // SAFETY: a plain number.
    unsafe { libc::isatty(fd) == 1 }
}

pub fn duplicate(fd: i32) -> Result<i32> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })).map(|fd| fd as i32)
}

pub fn duplicate_to(fd: i32, target: i32) -> Result<i32> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::dup2(fd, target) })).map(|fd| fd as i32)
}

pub fn set_inheritable(fd: i32, inheritable: bool) -> Result<()> {
    let flags = if inheritable { 0 } else { libc::FD_CLOEXEC };
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_SETFD, flags) })).map(drop)
}

pub fn is_inheritable(fd: i32) -> Result<bool> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_GETFD) })).map(|flags| flags & i64::from(libc::FD_CLOEXEC) == 0)
}

pub fn pipe() -> Result<(i32, i32)> {
    let mut ends = [0i32; 2];
    // SAFETY: the array has room for both ends.
    check(i64::from(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) }))?;
    Ok((ends[0], ends[1]))
}

/// What `stat` tells about a file, in Python's order and units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stat {
    pub mode: u32,
    pub inode: u64,
    pub device: u64,
    pub links: u64,
    pub user: u32,
    pub group: u32,
    pub size: i64,
    /// Seconds and nanoseconds of access, change of content, change of the entry.
    pub times: [(i64, i64); 3],
    pub block_size: i64,
    pub blocks: i64,
    pub special: u64,
}

fn convert(raw: &libc::stat) -> Stat {
    Stat {
        mode: raw.st_mode,
        inode: raw.st_ino,
        device: raw.st_dev,
        links: raw.st_nlink,
        user: raw.st_uid,
        group: raw.st_gid,
        size: raw.st_size,
        times: [(raw.st_atime, raw.st_atime_nsec), (raw.st_mtime, raw.st_mtime_nsec), (raw.st_ctime, raw.st_ctime_nsec)],
        block_size: raw.st_blksize,
        blocks: raw.st_blocks,
        special: raw.st_rdev,
    }
}

/// Standard streams that were closed when the process started.
static CLOSED: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];

/// Looks at the standard streams before Rust's own start opens `/dev/null` in the
/// place of closed ones.
#[cfg(target_os = "linux")]
extern "C" fn note_closed() {
    for (fd, closed) in CLOSED.iter().enumerate() {
        // SAFETY: asks for the flags of a descriptor, whether it is open or not.
        let open = unsafe { libc::fcntl(fd as i32, libc::F_GETFD) } != -1;
        closed.store(!open, Ordering::Relaxed);
    }
}

// SAFETY: the loader calls what stands in this section before `main`, once; the
// function needs nothing of what `main` sets up.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".init_array")]
static NOTE_CLOSED: extern "C" fn() = note_closed;

/// Whether the process was started without this descriptor.
pub fn was_closed(fd: i32) -> bool {
    usize::try_from(fd).ok().and_then(|fd| CLOSED.get(fd)).is_some_and(|closed| closed.load(Ordering::Relaxed))
}

pub fn stat_fd(fd: i32) -> Result<Stat> {
    // SAFETY: all-zero is a valid `stat`; the call fills it.
    let mut raw: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    check(i64::from(unsafe { libc::fstat(fd, &mut raw) }))?;
    Ok(convert(&raw))
}

pub fn stat(name: &Path, follow: bool) -> Result<Stat> {
    let name = path(name)?;
    // SAFETY: all-zero is a valid `stat`; the call fills it.
    let mut raw: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: a terminated string and a buffer of the right type.
    let result = unsafe { if follow { libc::stat(name.as_ptr(), &mut raw) } else { libc::lstat(name.as_ptr(), &mut raw) } };
    check(i64::from(result))?;
    Ok(convert(&raw))
}

pub fn access(name: &Path, mode: i32) -> Result<()> {
    let name = path(name)?;
    // SAFETY: a terminated string.
    check(i64::from(unsafe { libc::access(name.as_ptr(), mode) })).map(drop)
}

pub fn set_file_times(name: &Path, access: (i64, i64), modified: (i64, i64)) -> Result<()> {
    let name = path(name)?;
    let spec = |(seconds, nanoseconds)| libc::timespec { tv_sec: seconds, tv_nsec: nanoseconds };
    let times = [spec(access), spec(modified)];
    // SAFETY: a terminated string and two time values.
    check(i64::from(unsafe { libc::utimensat(libc::AT_FDCWD, name.as_ptr(), times.as_ptr(), 0) })).map(drop)
}

pub fn umask(mask: u32) -> u32 {
    // SAFETY: a plain number.
    unsafe { libc::umask(mask) }
}

/// Columns and lines of the terminal behind a descriptor.
pub fn terminal_size(fd: i32) -> Result<(u16, u16)> {
    // SAFETY: all-zero is a valid `winsize`.
    let mut size: libc::winsize = unsafe { std::mem::zeroed() };
    // SAFETY: the request fills a `winsize`.
    check(i64::from(unsafe { libc::ioctl(fd, libc::TIOCGWINSZ, &mut size) }))?;
    Ok((size.ws_col, size.ws_row))
}

/// A name from the system: `uname`'s fields in Python's order.
pub fn system_names() -> Result<[String; 5]> {
    // SAFETY: all-zero is a valid `utsname`; the call fills it.
    let mut raw: libc::utsname = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    check(i64::from(unsafe { libc::uname(&mut raw) }))?;
    let text = |field: &[libc::c_char]| {
        field.iter().take_while(|letter| **letter != 0).map(|letter| *letter as u8 as char).collect::<String>()
    };
    Ok([text(&raw.sysname), text(&raw.nodename), text(&raw.release), text(&raw.version), text(&raw.machine)])
}

pub fn kill(process: i32, signal: i32) -> Result<()> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::kill(process, signal) })).map(drop)
}

/// Sends a signal to the running thread.
pub fn raise(signal: i32) -> Result<()> {
    // SAFETY: a plain number.
    if unsafe { libc::raise(signal) } == 0 { Ok(()) } else { Err(Error::last_os_error()) }
}

/// Process, parent, user, effective user, group, effective group.
pub fn identities() -> [i64; 6] {
    // SAFETY: these calls take nothing and cannot fail.
    unsafe {
        [
            i64::from(libc::getpid()),
            i64::from(libc::getppid()),
            i64::from(libc::getuid()),
            i64::from(libc::geteuid()),
            i64::from(libc::getgid()),
            i64::from(libc::getegid()),
        ]
    }
}

/// A copy of this process: 0 in the child. The caller holds the interpreter lock.
pub fn fork() -> Result<i32> {
    // SAFETY: only the calling thread goes on in the child.
    check(i64::from(unsafe { libc::fork() })).map(|pid| pid as i32)
}

pub fn wait_for(process: i32, options: i32) -> Result<(i32, i32)> {
    let mut status = 0;
    // SAFETY: the status is a plain number.
    let pid = check(i64::from(unsafe { libc::waitpid(process, &mut status, options) }))?;
    Ok((pid as i32, status))
}

/// Ends the process at once, without clean-up.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: does not return.
    unsafe { libc::_exit(status) }
}

// ---- clocks ----

/// Nanoseconds of a clock.
pub fn clock(id: i32) -> Result<i64> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call fills the structure.
    check(i64::from(unsafe { libc::clock_gettime(id, &mut time) }))?;
    Ok(time.tv_sec.saturating_mul(1_000_000_000).saturating_add(time.tv_nsec))
}

pub fn clock_resolution(id: i32) -> Result<i64> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call fills the structure.
    check(i64::from(unsafe { libc::clock_getres(id, &mut time) }))?;
    Ok(time.tv_sec.saturating_mul(1_000_000_000).saturating_add(time.tv_nsec))
}

/// User, system, children's user, children's system time, elapsed; in seconds.
pub fn process_times() -> [f64; 5] {
    let mut raw = libc::tms { tms_utime: 0, tms_stime: 0, tms_cutime: 0, tms_cstime: 0 };
    // SAFETY: the call fills the structure; sysconf takes a plain number.
    let (elapsed, ticks) = unsafe { (libc::times(&mut raw), libc::sysconf(libc::_SC_CLK_TCK).max(1)) };
    [raw.tms_utime, raw.tms_stime, raw.tms_cutime, raw.tms_cstime, elapsed].map(|value| value as f64 / ticks as f64)
}

/// A date and time in parts, as C's `struct tm` has them.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    pub second: i32,
    pub minute: i32,
    pub hour: i32,
    pub day: i32,
    /// 0 to 11.
    pub month: i32,
    /// Years since 1900.
    pub year: i32,
    /// 0 is Sunday.
    pub weekday: i32,
    pub year_day: i32,
    pub daylight: i32,
    pub offset: i64,
    pub zone: String,
}

unsafe extern "C" {
    /// Reads the variable TZ again; see the C library.
    safe fn tzset();
}

/// Takes over a change of the time zone in the environment.
pub fn read_time_zone() {
    tzset();
}

fn calendar(raw: &libc::tm) -> Calendar {
    let mut zone = String::new();
    if !raw.tm_zone.is_null() {
        // SAFETY: the C library keeps zone names as terminated strings.
        zone = unsafe { std::ffi::CStr::from_ptr(raw.tm_zone) }.to_string_lossy().into_owned();
    }
    Calendar {
        second: raw.tm_sec,
        minute: raw.tm_min,
        hour: raw.tm_hour,
        day: raw.tm_mday,
        month: raw.tm_mon,
        year: raw.tm_year,
        weekday: raw.tm_wday,
        year_day: raw.tm_yday,
        daylight: raw.tm_isdst,
        offset: raw.tm_gmtoff,
        zone,
    }
}

pub fn calendar_time(seconds: i64, local: bool) -> Result<Calendar> {
    // SAFETY: all-zero is a valid `tm`.
    let mut raw: libc::tm = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are valid; the reentrant forms keep no state.
    let done = unsafe { if local { libc::localtime_r(&seconds, &mut raw) } else { libc::gmtime_r(&seconds, &mut raw) } };
    if done.is_null() { Err(Error::last_os_error()) } else { Ok(calendar(&raw)) }
}

/// Seconds since the epoch of a local time; `None` when they cannot be told.
pub fn seconds_of(time: &Calendar) -> Option<i64> {
    // SAFETY: all-zero is a valid `tm`.
    let mut raw: libc::tm = unsafe { std::mem::zeroed() };
    raw.tm_sec = time.second;
    raw.tm_min = time.minute;
    raw.tm_hour = time.hour;
    raw.tm_mday = time.day;
    raw.tm_mon = time.month;
    raw.tm_year = time.year;
    raw.tm_isdst = time.daylight;
    raw.tm_wday = -1;
    // SAFETY: the structure is initialised; the call corrects its fields.
    let seconds = unsafe { libc::mktime(&mut raw) };
    if seconds == -1 && raw.tm_wday == -1 { None } else { Some(seconds) }
}

/// Sleeps until done or a signal arrives; gives the nanoseconds that are left.
pub fn sleep(nanoseconds: i64) -> i64 {
    let wanted = libc::timespec { tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000 };
    let mut left = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: both structures are valid.
    if unsafe { libc::nanosleep(&wanted, &mut left) } == 0 { 0 } else { left.tv_sec * 1_000_000_000 + left.tv_nsec }
}

// ---- signals ----

const SIGNALS: usize = 65;
static ARRIVED: [AtomicBool; SIGNALS] = [const { AtomicBool::new(false) }; SIGNALS];
/// The interrupt word of the main thread's heap.
static TARGET: AtomicPtr<AtomicU32> = AtomicPtr::new(null_mut());
/// The word that the main thread waits on, and the bit that ends its waiting.
static WAITING: AtomicPtr<AtomicU32> = AtomicPtr::new(null_mut());
/// Set in the word of [`watch_signals`] when a signal has arrived.
pub const SIGNALLED: u32 = 1 << 31;
/// The thread that runs signal handlers; 0 before there is one.
static MAIN: AtomicU64 = AtomicU64::new(0);

/// The descriptor that the number of every signal is written to; -1 for none.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);

/// Chooses the descriptor that hears of signals; gives the one before.
pub fn set_wakeup(fd: i32) -> i32 {
    WAKEUP.swap(fd, Ordering::AcqRel)
}

extern "C" fn note(signal: i32) {
    let main = MAIN.load(Ordering::Acquire);
    // SAFETY: both calls may be used in signal handlers, and the main thread
    // lives as long as the process.
    if main != 0 && unsafe { libc::pthread_self() } as u64 != main {
        // Only the main thread's waiting is to be interrupted.
        unsafe { libc::pthread_kill(main as libc::pthread_t, signal) };
        return;
    }
    let waiting = WAITING.load(Ordering::Acquire);
    if !waiting.is_null() {
        // SAFETY: the main thread's seat is never freed, and the word is atomic.
        unsafe { (*waiting).fetch_or(SIGNALLED, Ordering::Release) };
    }
    if let Some(flag) = ARRIVED.get(signal as usize) {
        flag.store(true, Ordering::Release);
    }
    let wakeup = WAKEUP.load(Ordering::Acquire);
    if wakeup >= 0 {
        let byte = signal as u8;
        // SAFETY: `write` may be used in signal handlers; what it says in `errno` is put back.
        unsafe {
            let kept = *libc::__errno_location();
            libc::write(wakeup, (&raw const byte).cast(), 1);
            *libc::__errno_location() = kept;
        }
    }
    let target = TARGET.load(Ordering::Acquire);
    if !target.is_null() {
        // SAFETY: heaps are never freed, and the word is atomic.
        unsafe { (*target).fetch_or(interrupt::SIGNAL, Ordering::Release) };
    }
}

/// How a signal is to be handled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disposition {
    Default,
    Ignore,
    /// Noted for [`take_signal`]; the running heap's interrupt word is set.
    Note,
}

/// Sets how a signal is handled; the heap of the calling thread is told of it.
pub fn set_signal(signal: i32, disposition: Disposition) -> Result<()> {
    TARGET.store((&raw const heap().interrupt).cast_mut(), Ordering::Release);
    // SAFETY: all-zero is a valid `sigaction`; no SA_RESTART, so that calls see EINTR.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = match disposition {
        Disposition::Default => libc::SIG_DFL,
        Disposition::Ignore => libc::SIG_IGN,
        Disposition::Note => note as extern "C" fn(i32) as usize,
    };
    // SAFETY: the handler only stores into atomics.
    check(i64::from(unsafe { libc::sigaction(signal, &action, null_mut()) })).map(drop)
}

/// How a signal is handled now; `None` for a handler that is not ours.
pub fn signal_disposition(signal: i32) -> Result<Option<Disposition>> {
    // SAFETY: all-zero is a valid `sigaction`; the call fills it.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    // SAFETY: as above; nothing is changed.
    check(i64::from(unsafe { libc::sigaction(signal, std::ptr::null(), &mut action) }))?;
    Ok(match action.sa_sigaction {
        libc::SIG_DFL => Some(Disposition::Default),
        libc::SIG_IGN => Some(Disposition::Ignore),
        address if address == note as extern "C" fn(i32) as usize => Some(Disposition::Note),
        _ => None,
    })
}

/// Keeps signals away from the calling thread, so that the one that runs the
/// program gets them.
pub fn block_signals() {
    // SAFETY: all-zero is a valid set; the calls fill and read it.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut set);
        libc::pthread_sigmask(libc::SIG_BLOCK, &set, null_mut());
    }
}

/// Lets the calling thread take signals.
pub fn unblock_signals() {
    // SAFETY: as above.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        libc::pthread_sigmask(libc::SIG_SETMASK, &set, null_mut());
    }
}

/// Whether a signal has arrived since the last time somebody asked.
pub fn take_signal(signal: i32) -> bool {
    ARRIVED.get(signal as usize).is_some_and(|flag| flag.swap(false, Ordering::AcqRel))
}

/// Makes it look as if a signal had arrived.
pub fn simulate_signal(signal: i32) {
    if let Some(flag) = ARRIVED.get(signal as usize) {
        flag.store(true, Ordering::Release);
    }
    for (word, bit) in [(&TARGET, interrupt::SIGNAL), (&WAITING, SIGNALLED)] {
        // SAFETY: both words last for ever and are atomic.
        if let Some(word) = unsafe { word.load(Ordering::Acquire).as_ref() } {
            word.fetch_or(bit, Ordering::Release);
            futex_wake(word);
        }
    }
}

/// Arranges for SIGALRM after some seconds; gives what was left of the last one.
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: a plain number.
    unsafe { libc::alarm(seconds) }
}

/// Makes the calling thread the one that takes signals, wherever they arrive:
/// an arriving signal sets [`SIGNALLED`] in `word`, which lasts for ever.
pub fn watch_signals(word: &'static AtomicU32) {
    WAITING.store(std::ptr::from_ref(word).cast_mut(), Ordering::Release);
    MAIN.store(thread_identity() as u64, Ordering::Release);
}

/// The thread's identity: not zero, and different from that of every other
/// thread that is alive.
pub fn thread_identity() -> i64 {
    // SAFETY: takes nothing and cannot fail.
    unsafe { libc::pthread_self() as i64 }
}

/// Sends a signal to a thread of this process.
pub fn kill_thread(identity: i64, signal: i32) -> Result<()> {
    // SAFETY: the caller names a thread that is alive.
    match unsafe { libc::pthread_kill(identity as libc::pthread_t, signal) } {
        0 => Ok(()),
        number => Err(Error::from_raw_os_error(number)),
    }
}

/// Names the calling thread for the system's tools; too long a name is cut.
pub fn name_thread(name: &str) {
    let mut short: Vec<u8> = name.bytes().filter(|byte| *byte != 0).take(15).collect();
    short.push(0);
    // SAFETY: a terminated string of at most 16 bytes.
    unsafe { libc::prctl(libc::PR_SET_NAME, short.as_ptr()) };
}

/// Waits while `word` holds `expected`, until somebody wakes this thread, a
/// signal arrives or the time is over; callers look for themselves which it was.
pub fn futex_wait(word: &AtomicU32, expected: u32, timeout: Option<std::time::Duration>) {
    let time = timeout.map(|time| libc::timespec {
        tv_sec: time.as_secs().min(i64::MAX as u64) as i64,
        tv_nsec: i64::from(time.subsec_nanos()),
    });
    let time = time.as_ref().map_or(std::ptr::null(), |time| &raw const *time);
    // SAFETY: the word and the time are valid for the length of the call.
    unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG, expected, time) };
}

/// Wakes one thread that waits on `word`.
pub fn futex_wake(word: &AtomicU32) {
    // SAFETY: the word is valid; the call only looks at its address.
    unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG, 1) };
}

/// The thread's number for the system.
pub fn thread_number() -> i64 {
    // SAFETY: takes nothing and cannot fail.
    i64::from(unsafe { libc::gettid() })
}
