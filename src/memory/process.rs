//! System calls about processes: starting programs, named semaphores, shared
//! memory, mapped files, limits, and messages over local sockets.
//!
//! As in `os`, nothing here touches the heap of Python objects, every function
//! turns `errno` into [`std::io::Error`], and callers decide about `EINTR`.
//! What runs between `fork` and `exec` in a child calls only functions that
//! are safe there: everything it needs has been made before.

use std::ffi::CString;
use std::io::{Error, Result};
use std::ptr::{NonNull, null, null_mut};
use std::time::Duration;

fn check(result: i64) -> Result<i64> {
    if result < 0 { Err(Error::last_os_error()) } else { Ok(result) }
}

fn last_errno() -> i32 {
    Error::last_os_error().raw_os_error().unwrap_or(libc::EIO)
}

/// Pointers to strings, ended by a null pointer.
fn pointers(strings: &[CString]) -> Vec<*const libc::c_char> {
    strings.iter().map(|text| text.as_ptr()).chain([null()]).collect()
}

/// Replaces the program; comes back only with an error.
pub fn execute(path: &CString, args: &[CString], env: &[CString]) -> Error {
    let (args, env) = (pointers(args), pointers(env));
    // SAFETY: terminated strings in arrays that end with a null pointer.
    unsafe { libc::execve(path.as_ptr(), args.as_ptr(), env.as_ptr()) };
    Error::last_os_error()
}

/// What a child does before it becomes another program.
pub struct Launch {
    /// Candidates for the program's path, tried in order.
    pub programs: Vec<CString>,
    pub args: Vec<CString>,
    /// The environment; none to keep ours.
    pub env: Option<Vec<CString>>,
    pub folder: Option<CString>,
    /// Ends of pipes for 0, 1 and 2; -1 to keep what is there.
    pub streams: [i32; 3],
    /// The parent's ends, closed in the child.
    pub parents: [i32; 3],
    /// Where the child reports a failure.
    pub report: i32,
    pub close_others: bool,
    /// Descriptors to keep, sorted.
    pub keep: Vec<i32>,
    pub restore_signals: bool,
    pub new_session: bool,
    /// The process group to join; -1 for none.
    pub group: i32,
    pub user: Option<u32>,
    pub user_group: Option<u32>,
    pub extra_groups: Option<Vec<u32>>,
    /// -1 to keep it.
    pub mask: i32,
}

unsafe extern "C" {
    static environ: *const *const libc::c_char;
}

/// Starts a child that becomes another program. The child never runs anything
/// of ours but this function. A failure is told to the parent as
/// `"OSError:HEX:WHERE"` on the report descriptor.
pub fn launch(launch: &Launch) -> Result<i32> {
    let args = pointers(&launch.args);
    let env = launch.env.as_deref().map(pointers);
    let programs = pointers(&launch.programs);
    // SAFETY: in the child only calls that are safe after a fork of a process
    // with threads; all memory has been prepared above.
    let pid = check(i64::from(unsafe { libc::fork() }))?;
    if pid != 0 {
        return Ok(pid as i32);
    }
    // SAFETY: the pointers are alive; `environ` is the process's own list.
    let (errno, place) = unsafe {
        let env = match &env {
            Some(env) => env.as_ptr(),
            None => environ,
        };
        become_program(launch, &programs, &args, env)
    };
    let mut text = [0u8; 32];
    let length = describe_failure(&mut text, errno, place);
    // SAFETY: the slice is valid for its length; `_exit` does not return.
    unsafe {
        libc::write(launch.report, text.as_ptr().cast(), length);
        libc::_exit(255)
    }
}

/// `OSError:HEX:WHERE` without allocating.
fn describe_failure(text: &mut [u8; 32], errno: i32, place: &[u8]) -> usize {
    let mut digits = [0u8; 8];
    let (mut number, mut count) = (errno.unsigned_abs(), 0);
    while (number > 0 || count == 0) && count < digits.len() {
        if let Some(digit) = digits.get_mut(count) {
            *digit = b"0123456789ABCDEF".get((number & 15) as usize).copied().unwrap_or(b'0');
        }
        number >>= 4;
        count += 1;
    }
    let mut length = 0;
    let mut put = |byte: u8| {
        if let Some(target) = text.get_mut(length) {
            *target = byte;
            length += 1;
        }
    };
    b"OSError:".iter().for_each(|byte| put(*byte));
    digits.iter().take(count).rev().for_each(|digit| put(*digit));
    put(b':');
    place.iter().for_each(|byte| put(*byte));
    length
}

/// The child's part of [`launch`]: comes back with an error number and where it arose.
///
/// # Safety
/// Only in a child of `fork`; the arrays end with null pointers.
unsafe fn become_program(
    launch: &Launch,
    programs: &[*const libc::c_char],
    args: &[*const libc::c_char],
    env: *const *const libc::c_char,
) -> (i32, &'static [u8]) {
    // SAFETY: plain system calls on numbers and on terminated strings that live on.
    unsafe {
        for end in launch.parents {
            if end >= 0 {
                libc::close(end);
            }
        }
        // An end that lies where another stream belongs moves out of the way first.
        let mut ends = launch.streams;
        for (index, end) in ends.iter_mut().enumerate() {
            if *end >= 0 && (*end as usize) < index {
                let moved = libc::fcntl(*end, libc::F_DUPFD_CLOEXEC, 3);
                if moved < 0 {
                    return (last_errno(), b"noexec");
                }
                *end = moved;
            }
        }
        for (index, end) in ends.iter().enumerate() {
            let target = index as i32;
            if *end == target {
                if libc::fcntl(*end, libc::F_SETFD, 0) < 0 {
                    return (last_errno(), b"noexec");
                }
            } else if *end >= 0 && libc::dup2(*end, target) < 0 {
                return (last_errno(), b"noexec");
            }
        }
        for end in &launch.keep {
            if *end != launch.report && libc::fcntl(*end, libc::F_SETFD, 0) < 0 {
                return (last_errno(), b"noexec");
            }
        }
        if let Some(folder) = &launch.folder
            && libc::chdir(folder.as_ptr()) < 0
        {
            return (last_errno(), b"noexec:chdir");
        }
        if launch.mask >= 0 {
            libc::umask(launch.mask as libc::mode_t);
        }
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &none, null_mut());
        if launch.restore_signals {
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            libc::signal(libc::SIGXFSZ, libc::SIG_DFL);
        }
        if launch.new_session && libc::setsid() < 0 {
            return (last_errno(), b"noexec");
        }
        if launch.group >= 0 && libc::setpgid(0, launch.group) < 0 {
            return (last_errno(), b"noexec");
        }
        if let Some(groups) = &launch.extra_groups
            && libc::setgroups(groups.len(), groups.as_ptr()) < 0
        {
            return (last_errno(), b"noexec");
        }
        if let Some(group) = launch.user_group
            && libc::setregid(group, group) < 0
        {
            return (last_errno(), b"noexec");
        }
        if let Some(user) = launch.user
            && libc::setreuid(user, user) < 0
        {
            return (last_errno(), b"noexec");
        }
        if launch.close_others {
            close_all_but(&launch.keep, launch.report);
        }
        let mut errno = libc::ENOENT;
        for program in programs.iter().filter(|program| !program.is_null()) {
            libc::execve(*program, args.as_ptr(), env);
            let now = last_errno();
            // A program that is there but does not run tells more than one that is not there.
            if (now != libc::ENOENT && now != libc::ENOTDIR) || errno == libc::ENOENT {
                errno = now;
            }
        }
        (errno, b"")
    }
}

/// Closes every descriptor from 3 on that is not wanted; `keep` is sorted.
///
/// # Safety
/// Only in a child of `fork`.
unsafe fn close_all_but(keep: &[i32], report: i32) {
    let close_range = |first: u32, last: u32| {
        if first > last {
            return;
        }
        // SAFETY: plain numbers.
        unsafe {
            if libc::syscall(libc::SYS_close_range, first, last, 0u32) == 0 {
                return;
            }
            let end = libc::sysconf(libc::_SC_OPEN_MAX).clamp(256, 65536) as u32;
            for fd in first..=last.min(end) {
                libc::close(fd as i32);
            }
        }
    };
    let mut next = 3u32;
    loop {
        // The smallest wanted descriptor that has not been passed.
        let mut wanted = u32::MAX;
        for fd in keep.iter().copied().chain([report]) {
            if fd >= 0 && fd as u32 >= next && (fd as u32) < wanted {
                wanted = fd as u32;
            }
        }
        if wanted == u32::MAX {
            break;
        }
        if wanted > next {
            close_range(next, wanted - 1);
        }
        next = wanted + 1;
    }
    close_range(next, i32::MAX as u32);
}

// ---- processes and groups ----

/// One number in, nothing or a number out.
#[derive(Clone, Copy)]
pub enum Ask {
    KillGroup(i32, i32),
    GetGroup(i32),
    SetGroup(i32, i32),
    GetOwnGroup,
    NewSession,
    GetSession(i32),
    TerminalGroup(i32),
    SetTerminalGroup(i32, i32),
    Nice(i32),
    SetUser(u32),
    SetUserGroup(u32),
}

pub fn ask(what: Ask) -> Result<i64> {
    // SAFETY: plain numbers throughout.
    let result = unsafe {
        match what {
            Ask::KillGroup(group, signal) => libc::killpg(group, signal),
            Ask::GetGroup(process) => libc::getpgid(process),
            Ask::SetGroup(process, group) => libc::setpgid(process, group),
            Ask::GetOwnGroup => libc::getpgrp(),
            Ask::NewSession => libc::setsid(),
            Ask::GetSession(process) => libc::getsid(process),
            Ask::TerminalGroup(fd) => libc::tcgetpgrp(fd),
            Ask::SetTerminalGroup(fd, group) => libc::tcsetpgrp(fd, group),
            Ask::Nice(step) => {
                *libc::__errno_location() = 0;
                let value = libc::nice(step);
                if value == -1 && *libc::__errno_location() != 0 {
                    return Err(Error::last_os_error());
                }
                return Ok(i64::from(value));
            }
            Ask::SetUser(user) => libc::setuid(user),
            Ask::SetUserGroup(group) => libc::setgid(group),
        }
    };
    check(i64::from(result))
}

/// A pipe with flags; both ends.
pub fn pipe_with(flags: i32) -> Result<(i32, i32)> {
    let mut ends = [0i32; 2];
    // SAFETY: the array has room for both ends.
    check(i64::from(unsafe { libc::pipe2(ends.as_mut_ptr(), flags) }))?;
    let [read, write] = ends;
    Ok((read, write))
}

pub fn duplicate_above(fd: i32, least: i32, inheritable: bool) -> Result<i32> {
    let command = if inheritable { libc::F_DUPFD } else { libc::F_DUPFD_CLOEXEC };
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, command, least) })).map(|fd| fd as i32)
}

pub fn set_blocking(fd: i32, blocking: bool) -> Result<()> {
    // SAFETY: plain numbers.
    let flags = check(i64::from(unsafe { libc::fcntl(fd, libc::F_GETFL) }))? as i32;
    let flags = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::fcntl(fd, libc::F_SETFL, flags) })).map(drop)
}

pub fn is_blocking(fd: i32) -> Result<bool> {
    // SAFETY: plain numbers.
    let flags = check(i64::from(unsafe { libc::fcntl(fd, libc::F_GETFL) }))? as i32;
    Ok(flags & libc::O_NONBLOCK == 0)
}

pub fn file_control(fd: i32, command: i32, argument: i64) -> Result<i64> {
    // SAFETY: commands that take a number; others refuse it with EFAULT.
    check(i64::from(unsafe { libc::fcntl(fd, command, argument) }))
}

/// A `fcntl` or `ioctl` that reads and writes a buffer.
pub fn control_buffer(fd: i32, request: u64, buffer: &mut [u8; 1024], is_ioctl: bool) -> Result<i64> {
    // SAFETY: the buffer is longer than what any such request fills.
    check(i64::from(unsafe {
        if is_ioctl {
            libc::ioctl(fd, request as libc::Ioctl, buffer.as_mut_ptr())
        } else {
            libc::fcntl(fd, request as i32, buffer.as_mut_ptr())
        }
    }))
}

pub fn device_control(fd: i32, request: u64, argument: i64) -> Result<i64> {
    // SAFETY: requests that take a number; others refuse it with EFAULT.
    check(i64::from(unsafe { libc::ioctl(fd, request as libc::Ioctl, argument) }))
}

pub fn lock_whole(fd: i32, operation: i32) -> Result<()> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::flock(fd, operation) })).map(drop)
}

/// A record lock: kind, start, length, whence.
pub fn lock_part(fd: i32, wait: bool, kind: i16, start: i64, length: i64, whence: i16) -> Result<()> {
    // SAFETY: all-zero is a valid `flock`.
    let mut lock: libc::flock = unsafe { std::mem::zeroed() };
    lock.l_type = kind;
    lock.l_start = start;
    lock.l_len = length;
    lock.l_whence = whence;
    let command = if wait { libc::F_SETLKW } else { libc::F_SETLK };
    // SAFETY: the structure lives through the call.
    check(i64::from(unsafe { libc::fcntl(fd, command, &mut lock) })).map(drop)
}

/// The processors that a process may run on.
pub fn affinity(process: i32) -> Result<Vec<usize>> {
    // SAFETY: all-zero is an empty set; the call fills it.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    // SAFETY: the size is the set's.
    check(i64::from(unsafe { libc::sched_getaffinity(process, size_of::<libc::cpu_set_t>(), &mut set) }))?;
    // SAFETY: numbers below the set's size.
    Ok((0..libc::CPU_SETSIZE as usize).filter(|cpu| unsafe { libc::CPU_ISSET(*cpu, &set) }).collect())
}

pub fn set_affinity(process: i32, cpus: &[usize]) -> Result<()> {
    // SAFETY: all-zero is an empty set.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    for cpu in cpus.iter().filter(|cpu| **cpu < libc::CPU_SETSIZE as usize) {
        // SAFETY: the number is below the set's size.
        unsafe { libc::CPU_SET(*cpu, &mut set) };
    }
    // SAFETY: the size is the set's.
    check(i64::from(unsafe { libc::sched_setaffinity(process, size_of::<libc::cpu_set_t>(), &set) })).map(drop)
}

/// Soft and hard limit.
pub fn limits(resource: u32) -> Result<(u64, u64)> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the call fills the structure.
    check(i64::from(unsafe { libc::getrlimit(resource, &mut limit) }))?;
    Ok((limit.rlim_cur, limit.rlim_max))
}

pub fn set_limits(resource: u32, soft: u64, hard: u64) -> Result<()> {
    let limit = libc::rlimit { rlim_cur: soft, rlim_max: hard };
    // SAFETY: the structure lives through the call.
    check(i64::from(unsafe { libc::setrlimit(resource, &limit) })).map(drop)
}

/// User time, system time in seconds; then the fourteen counters.
pub type Usage = (f64, f64, [i64; 14]);

fn usage_of(raw: &libc::rusage) -> Usage {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let counters = [
        raw.ru_maxrss,
        raw.ru_ixrss,
        raw.ru_idrss,
        raw.ru_isrss,
        raw.ru_minflt,
        raw.ru_majflt,
        raw.ru_nswap,
        raw.ru_inblock,
        raw.ru_oublock,
        raw.ru_msgsnd,
        raw.ru_msgrcv,
        raw.ru_nsignals,
        raw.ru_nvcsw,
        raw.ru_nivcsw,
    ];
    (seconds(raw.ru_utime), seconds(raw.ru_stime), counters)
}

pub fn usage(who: i32) -> Result<Usage> {
    // SAFETY: all-zero is a valid `rusage`; the call fills it.
    let mut raw: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    check(i64::from(unsafe { libc::getrusage(who, &mut raw) }))?;
    Ok(usage_of(&raw))
}

/// `wait4`: process, status, what it used.
pub fn wait_with_usage(process: i32, options: i32) -> Result<(i32, i32, Usage)> {
    let mut status = 0;
    // SAFETY: all-zero is a valid `rusage`; the call fills it.
    let mut raw: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    let pid = check(i64::from(unsafe { libc::wait4(process, &mut status, options, &mut raw) }))?;
    Ok((pid as i32, status, usage_of(&raw)))
}

/// `waitid`: process, user, signal, status, code; none when nothing has happened.
pub fn wait_for_id(kind: u32, id: u32, options: i32) -> Result<Option<[i64; 5]>> {
    // SAFETY: all-zero is a valid `siginfo_t`; the call fills it.
    let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    check(i64::from(unsafe { libc::waitid(kind, id, &mut info, options) }))?;
    // SAFETY: `waitid` fills the fields of a child's state.
    let (pid, user, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
    if pid == 0 {
        return Ok(None);
    }
    Ok(Some([i64::from(pid), i64::from(user), i64::from(info.si_signo), i64::from(status), i64::from(info.si_code)]))
}

/// Waits for events on descriptors: `(descriptor, wanted)` in, the events out.
/// A negative time waits for ever.
pub fn poll(wanted: &[(i32, i16)], milliseconds: i32) -> Result<Vec<i16>> {
    let mut entries: Vec<libc::pollfd> =
        wanted.iter().map(|(fd, events)| libc::pollfd { fd: *fd, events: *events, revents: 0 }).collect();
    // SAFETY: the array has as many entries as the call is told.
    check(i64::from(unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, milliseconds) }))?;
    Ok(entries.iter().map(|entry| entry.revents).collect())
}

// ---- named semaphores ----

/// An open semaphore; closed when dropped.
pub struct Semaphore(NonNull<libc::sem_t>);

// SAFETY: semaphores are made for sharing between threads and processes.
unsafe impl Send for Semaphore {}
// SAFETY: as above; every operation is atomic.
unsafe impl Sync for Semaphore {}

impl Drop for Semaphore {
    fn drop(&mut self) {
        // SAFETY: the semaphore is open and nobody else closes it.
        unsafe { libc::sem_close(self.0.as_ptr()) };
    }
}

impl Semaphore {
    /// Makes a semaphore of a new name.
    pub fn create(name: &CString, value: u32) -> Result<Semaphore> {
        // SAFETY: a terminated string and plain numbers.
        let raw = unsafe { libc::sem_open(name.as_ptr(), libc::O_CREAT | libc::O_EXCL, 0o600, value) };
        Semaphore::of(raw)
    }

    /// Opens a semaphore that exists.
    pub fn open(name: &CString) -> Result<Semaphore> {
        // SAFETY: a terminated string.
        Semaphore::of(unsafe { libc::sem_open(name.as_ptr(), 0) })
    }

    fn of(raw: *mut libc::sem_t) -> Result<Semaphore> {
        match NonNull::new(raw) {
            Some(pointer) if raw != libc::SEM_FAILED => Ok(Semaphore(pointer)),
            _ => Err(Error::last_os_error()),
        }
    }

    pub fn try_wait(&self) -> Result<()> {
        // SAFETY: the semaphore is open.
        check(i64::from(unsafe { libc::sem_trywait(self.0.as_ptr()) })).map(drop)
    }

    /// Waits until a moment of the wall clock, or for ever.
    pub fn wait(&self, until: Option<Duration>) -> Result<()> {
        // SAFETY: the semaphore is open; the time lives through the call.
        let result = unsafe {
            match until {
                None => libc::sem_wait(self.0.as_ptr()),
                Some(until) => {
                    let time = libc::timespec {
                        tv_sec: i64::try_from(until.as_secs()).unwrap_or(i64::MAX),
                        tv_nsec: i64::from(until.subsec_nanos()),
                    };
                    libc::sem_timedwait(self.0.as_ptr(), &time)
                }
            }
        };
        check(i64::from(result)).map(drop)
    }

    pub fn post(&self) -> Result<()> {
        // SAFETY: the semaphore is open.
        check(i64::from(unsafe { libc::sem_post(self.0.as_ptr()) })).map(drop)
    }

    pub fn value(&self) -> Result<i32> {
        let mut value = 0;
        // SAFETY: the semaphore is open.
        check(i64::from(unsafe { libc::sem_getvalue(self.0.as_ptr(), &mut value) }))?;
        Ok(value)
    }

    /// A number that tells this semaphore from others in the process.
    pub fn handle(&self) -> u64 {
        self.0.as_ptr() as u64
    }
}

pub fn unlink_semaphore(name: &CString) -> Result<()> {
    // SAFETY: a terminated string.
    check(i64::from(unsafe { libc::sem_unlink(name.as_ptr()) })).map(drop)
}

// ---- shared memory and mapped files ----

pub fn open_shared(name: &CString, flags: i32, mode: u32) -> Result<i32> {
    // SAFETY: a terminated string and plain numbers.
    check(i64::from(unsafe { libc::shm_open(name.as_ptr(), flags | libc::O_CLOEXEC, mode) })).map(|fd| fd as i32)
}

pub fn unlink_shared(name: &CString) -> Result<()> {
    // SAFETY: a terminated string.
    check(i64::from(unsafe { libc::shm_unlink(name.as_ptr()) })).map(drop)
}

/// Mapped memory; unmapped when dropped. Other processes may write to it at
/// any time, so the bytes are copied in and out and never borrowed.
pub struct Mapping {
    start: NonNull<u8>,
    length: usize,
}

// SAFETY: the mapping belongs to the process; reads and writes copy bytes.
unsafe impl Send for Mapping {}
// SAFETY: as above.
unsafe impl Sync for Mapping {}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the mapping was made with this length and is dropped once.
        unsafe { libc::munmap(self.start.as_ptr().cast(), self.length) };
    }
}

impl Mapping {
    /// Maps part of a file, or fresh memory for descriptor -1.
    pub fn new(fd: i32, length: usize, protection: i32, flags: i32, offset: i64) -> Result<Mapping> {
        // SAFETY: the system chooses the address; nothing that exists is replaced.
        let start = unsafe { libc::mmap(null_mut(), length, protection, flags & !libc::MAP_FIXED, fd, offset) };
        if start == libc::MAP_FAILED {
            return Err(Error::last_os_error());
        }
        match NonNull::new(start.cast()) {
            Some(start) => Ok(Mapping { start, length }),
            None => Err(Error::from_raw_os_error(libc::ENOMEM)),
        }
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes, for a leaf closure that only copies.
    ///
    /// Another process may change them meanwhile; the closure sees either byte.
    pub fn with_bytes<R>(&self, leaf: impl FnOnce(&[u8]) -> R) -> R {
        // SAFETY: the mapping is alive and readable for its length; leaf
        // closures copy bytes and draw no conclusions from reading one twice.
        leaf(unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.length) })
    }

    /// The same for changing them; only for mappings that may be written.
    pub fn with_bytes_mut<R>(&self, leaf: impl FnOnce(&mut [u8]) -> R) -> R {
        // SAFETY: as above; M4 — the interpreter lock keeps other threads of
        // this process out while a leaf closure runs.
        leaf(unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) })
    }

    pub fn flush(&self, offset: usize, length: usize) -> Result<()> {
        if offset.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(Error::from_raw_os_error(libc::EINVAL));
        }
        // SAFETY: the range lies in the mapping.
        check(i64::from(unsafe { libc::msync(self.start.as_ptr().add(offset).cast(), length, libc::MS_SYNC) })).map(drop)
    }

    /// Another length, perhaps at another address.
    pub fn resize(&mut self, length: usize) -> Result<()> {
        // SAFETY: the mapping is alive and nobody holds its bytes.
        let start = unsafe { libc::mremap(self.start.as_ptr().cast(), self.length, length, libc::MREMAP_MAYMOVE) };
        if start == libc::MAP_FAILED {
            return Err(Error::last_os_error());
        }
        if let Some(start) = NonNull::new(start.cast()) {
            self.start = start;
            self.length = length;
        }
        Ok(())
    }

    pub fn advise(&self, advice: i32, offset: usize, length: usize) -> Result<()> {
        if offset > self.length {
            return Err(Error::from_raw_os_error(libc::EINVAL));
        }
        let length = length.min(self.length - offset);
        // SAFETY: the range lies in the mapping; advice that discards contents
        // leaves valid bytes behind.
        check(i64::from(unsafe { libc::madvise(self.start.as_ptr().add(offset).cast(), length, advice) })).map(drop)
    }
}

// ---- local sockets ----

pub fn socket_pair() -> Result<(i32, i32)> {
    let mut ends = [0i32; 2];
    // SAFETY: the array has room for both ends.
    check(i64::from(unsafe { libc::socketpair(libc::AF_UNIX, libc::SOCK_STREAM | libc::SOCK_CLOEXEC, 0, ends.as_mut_ptr()) }))?;
    let [one, other] = ends;
    Ok((one, other))
}

/// The address of a local socket; a leading zero byte is an abstract name.
fn local_address(path: &[u8]) -> Result<(libc::sockaddr_un, libc::socklen_t)> {
    // SAFETY: all-zero is a valid address.
    let mut address: libc::sockaddr_un = unsafe { std::mem::zeroed() };
    address.sun_family = libc::AF_UNIX as libc::sa_family_t;
    if path.len() >= address.sun_path.len() {
        return Err(Error::from_raw_os_error(libc::ENAMETOOLONG));
    }
    for (target, byte) in address.sun_path.iter_mut().zip(path) {
        *target = *byte as libc::c_char;
    }
    let terminator = usize::from(path.first() != Some(&0));
    let length = size_of::<libc::sa_family_t>() + path.len() + terminator;
    Ok((address, length as libc::socklen_t))
}

fn local_socket() -> Result<i32> {
    // SAFETY: plain numbers.
    check(i64::from(unsafe { libc::socket(libc::AF_UNIX, libc::SOCK_STREAM | libc::SOCK_CLOEXEC, 0) })).map(|fd| fd as i32)
}

fn or_close<T>(fd: i32, result: Result<T>) -> Result<T> {
    if result.is_err() {
        // SAFETY: a descriptor of our own.
        unsafe { libc::close(fd) };
    }
    result
}

pub fn listen_local(path: &[u8], backlog: i32) -> Result<i32> {
    let (address, length) = local_address(path)?;
    let fd = local_socket()?;
    // SAFETY: the address is valid for its length.
    let bound = check(i64::from(unsafe { libc::bind(fd, (&raw const address).cast(), length) }));
    or_close(fd, bound)?;
    // SAFETY: plain numbers.
    or_close(fd, check(i64::from(unsafe { libc::listen(fd, backlog) })))?;
    Ok(fd)
}

pub fn connect_local(path: &[u8]) -> Result<i32> {
    let (address, length) = local_address(path)?;
    let fd = local_socket()?;
    // SAFETY: the address is valid for its length.
    or_close(fd, check(i64::from(unsafe { libc::connect(fd, (&raw const address).cast(), length) })))?;
    Ok(fd)
}

pub fn accept(fd: i32) -> Result<i32> {
    // SAFETY: no address is asked for.
    check(i64::from(unsafe { libc::accept4(fd, null_mut(), null_mut(), libc::SOCK_CLOEXEC) })).map(|fd| fd as i32)
}

/// Descriptors that one message can carry.
pub const MOST_DESCRIPTORS: usize = 64;

/// Room for the control data of one message, aligned as its header wants.
#[repr(C, align(16))]
struct Control([u8; 512]);

/// Sends bytes with descriptors.
pub fn send_descriptors(fd: i32, data: &[u8], descriptors: &[i32]) -> Result<usize> {
    if descriptors.len() > MOST_DESCRIPTORS {
        return Err(Error::from_raw_os_error(libc::EINVAL));
    }
    let mut control = Control([0; 512]);
    let size = size_of_val(descriptors) as u32;
    let mut part = libc::iovec { iov_base: data.as_ptr().cast_mut().cast(), iov_len: data.len() };
    // SAFETY: all-zero is a valid header; its pointers are set to live memory of
    // the lengths given, and the control room holds 64 descriptors.
    unsafe {
        let mut message: libc::msghdr = std::mem::zeroed();
        message.msg_iov = &mut part;
        message.msg_iovlen = 1;
        if !descriptors.is_empty() {
            message.msg_control = control.0.as_mut_ptr().cast();
            message.msg_controllen = libc::CMSG_SPACE(size) as _;
            let header = libc::CMSG_FIRSTHDR(&message);
            (*header).cmsg_level = libc::SOL_SOCKET;
            (*header).cmsg_type = libc::SCM_RIGHTS;
            (*header).cmsg_len = libc::CMSG_LEN(size) as _;
            std::ptr::copy_nonoverlapping(descriptors.as_ptr().cast::<u8>(), libc::CMSG_DATA(header), size as usize);
        }
        check(libc::sendmsg(fd, &message, libc::MSG_NOSIGNAL) as i64).map(|count| count as usize)
    }
}

/// Receives bytes with descriptors, which are not inheritable.
pub fn receive_descriptors(fd: i32, data: &mut [u8]) -> Result<(usize, Vec<i32>)> {
    let mut control = Control([0; 512]);
    let mut part = libc::iovec { iov_base: data.as_mut_ptr().cast(), iov_len: data.len() };
    let mut descriptors = Vec::new();
    // SAFETY: as for sending; the system fills the control room and tells how far.
    let count = unsafe {
        let mut message: libc::msghdr = std::mem::zeroed();
        message.msg_iov = &mut part;
        message.msg_iovlen = 1;
        message.msg_control = control.0.as_mut_ptr().cast();
        message.msg_controllen = control.0.len() as _;
        let count = check(libc::recvmsg(fd, &mut message, libc::MSG_CMSG_CLOEXEC) as i64)?;
        let mut header = libc::CMSG_FIRSTHDR(&message);
        while !header.is_null() {
            if (*header).cmsg_level == libc::SOL_SOCKET && (*header).cmsg_type == libc::SCM_RIGHTS {
                let bytes = ((*header).cmsg_len as usize).saturating_sub(libc::CMSG_LEN(0) as usize);
                let data = libc::CMSG_DATA(header).cast::<i32>();
                for index in 0..bytes / size_of::<i32>() {
                    descriptors.push(data.add(index).read_unaligned());
                }
            }
            header = libc::CMSG_NXTHDR(&message, header);
        }
        count as usize
    };
    Ok((count, descriptors))
}

// ---- the environment, the shell, posix_spawn ----

/// Sets or removes a variable of this process's environment.
pub fn set_environment(name: &CString, value: Option<&CString>) -> Result<()> {
    // SAFETY: terminated strings; M7 — the interpreter lock keeps other threads
    // of ours from reading the environment meanwhile.
    let result = unsafe {
        match value {
            Some(value) => libc::setenv(name.as_ptr(), value.as_ptr(), 1),
            None => libc::unsetenv(name.as_ptr()),
        }
    };
    check(i64::from(result)).map(drop)
}

/// Runs a command in the shell and waits for it: the wait status.
pub fn shell(command: &CString) -> i32 {
    // SAFETY: a terminated string.
    unsafe { libc::system(command.as_ptr()) }
}

/// Closes descriptors `low..high`, ignoring errors.
pub fn close_between(low: i32, high: i32) {
    if high <= low {
        return;
    }
    // SAFETY: plain numbers.
    unsafe {
        if libc::syscall(libc::SYS_close_range, low as u32, (high - 1) as u32, 0u32) == 0 {
            return;
        }
        for fd in low..high.min(65536) {
            libc::close(fd);
        }
    }
}

pub enum FileAction {
    Open { fd: i32, path: CString, flags: i32, mode: u32 },
    Close(i32),
    Duplicate(i32, i32),
}

/// What `posix_spawn` is told beside program, arguments and environment.
#[derive(Default)]
pub struct SpawnOrder {
    pub actions: Vec<FileAction>,
    pub search: bool,
    pub group: Option<i32>,
    pub reset_ids: bool,
    pub new_session: bool,
    pub mask: Option<Vec<i32>>,
    pub defaults: Option<Vec<i32>>,
}

fn signal_set(numbers: &[i32]) -> libc::sigset_t {
    // SAFETY: all-zero is a valid set; the calls fill it, and refuse wrong numbers.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for number in numbers {
            libc::sigaddset(&mut set, *number);
        }
        set
    }
}

pub fn spawn(path: &CString, args: &[CString], env: &[CString], order: &SpawnOrder) -> Result<i32> {
    let (args, env) = (pointers(args), pointers(env));
    let mut flags = 0;
    if order.group.is_some() {
        flags |= libc::POSIX_SPAWN_SETPGROUP;
    }
    if order.reset_ids {
        flags |= libc::POSIX_SPAWN_RESETIDS;
    }
    if order.new_session {
        flags |= 0x80;
    }
    if order.mask.is_some() {
        flags |= libc::POSIX_SPAWN_SETSIGMASK;
    }
    if order.defaults.is_some() {
        flags |= libc::POSIX_SPAWN_SETSIGDEF;
    }
    // SAFETY: both structures are initialised before use and destroyed after;
    // strings and arrays live through the call.
    unsafe {
        let mut actions: libc::posix_spawn_file_actions_t = std::mem::zeroed();
        let mut attributes: libc::posix_spawnattr_t = std::mem::zeroed();
        libc::posix_spawn_file_actions_init(&mut actions);
        libc::posix_spawnattr_init(&mut attributes);
        for action in &order.actions {
            match action {
                FileAction::Open { fd, path, flags, mode } => {
                    libc::posix_spawn_file_actions_addopen(&mut actions, *fd, path.as_ptr(), *flags, *mode)
                }
                FileAction::Close(fd) => libc::posix_spawn_file_actions_addclose(&mut actions, *fd),
                FileAction::Duplicate(fd, target) => libc::posix_spawn_file_actions_adddup2(&mut actions, *fd, *target),
            };
        }
        libc::posix_spawnattr_setflags(&mut attributes, flags as libc::c_short);
        if let Some(group) = order.group {
            libc::posix_spawnattr_setpgroup(&mut attributes, group);
        }
        if let Some(mask) = &order.mask {
            libc::posix_spawnattr_setsigmask(&mut attributes, &signal_set(mask));
        }
        if let Some(defaults) = &order.defaults {
            libc::posix_spawnattr_setsigdefault(&mut attributes, &signal_set(defaults));
        }
        let mut pid = 0;
        let run = if order.search { libc::posix_spawnp } else { libc::posix_spawn };
        let (argv, envp) = (args.as_ptr().cast(), env.as_ptr().cast());
        let errno = run(&mut pid, path.as_ptr(), &actions, &attributes, argv, envp);
        libc::posix_spawn_file_actions_destroy(&mut actions);
        libc::posix_spawnattr_destroy(&mut attributes);
        if errno == 0 { Ok(pid) } else { Err(Error::from_raw_os_error(errno)) }
    }
}
