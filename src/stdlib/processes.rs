//! The part of `posix` about processes, and `_posixsubprocess`: fork and its
//! hooks, programs in place of the process, groups and sessions, limits of
//! where to run.
//!
//! Deliberately missing: namespaces, schedulers and their parameters, pseudo
//! terminals.

use super::io::file::path_argument;
use super::natives::{argument, given, items_of};
use super::posix::os_error;
use super::struct_sequence as sequence;
use super::{ModuleSpec, set};
use crate::memory::os;
use crate::memory::process::{self, Ask, Launch};
use crate::memory::{Handle, PyResult, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::list::PyList;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{bytes, int, ops, set as sets};
use std::ffi::{CString, OsString};
use std::io::Error;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// Rows that belong to the module `posix`.
pub const FUNCTIONS: &[Method] = &[
    function("closerange", "(fd_low, fd_high, /)", closerange, "Close a range of descriptors, ignoring errors."),
    function("execv", "(path, argv, /)", execv, "Replace this process by a program."),
    function("execve", "(path, argv, env)", execve, "Replace this process by a program with an environment."),
    function("fork", "()", fork, "Make a copy of this process."),
    function("get_blocking", "(fd, /)", get_blocking, "Whether calls on the descriptor may block."),
    function("getpgid", "(pid)", |vm, args| ask(vm, Ask::GetGroup(number(vm, args, 0)?)), "The group of a process."),
    function("getpgrp", "()", |vm, _| ask(vm, Ask::GetOwnGroup), "The group of this process."),
    function("getsid", "(pid, /)", |vm, args| ask(vm, Ask::GetSession(number(vm, args, 0)?)), "The session of a process."),
    function("killpg", "(pgid, signal, /)", killpg, "Send a signal to a process group."),
    function("nice", "(increment, /)", |vm, args| ask(vm, Ask::Nice(number(vm, args, 0)?)), "Change the priority."),
    function("pipe2", "(flags, /)", pipe2, "Make a pipe with flags."),
    function(
        "posix_spawn",
        "(path, argv, env, /, *, file_actions=(), setpgroup=<none>, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=<none>)",
        posix_spawn,
        "Start a program in a new process.",
    ),
    function(
        "posix_spawnp",
        "(path, argv, env, /, *, file_actions=(), setpgroup=<none>, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=<none>)",
        posix_spawnp,
        "Start a program in a new process, looking for it.",
    ),
    function(
        "register_at_fork",
        "(*, before=<none>, after_in_child=<none>, after_in_parent=<none>)",
        register_at_fork,
        "Have functions called around fork.",
    ),
    function("sched_getaffinity", "(pid, /)", sched_getaffinity, "The processors that a process may run on."),
    function("sched_setaffinity", "(pid, mask, /)", sched_setaffinity, "Choose the processors that a process may run on."),
    function("set_blocking", "(fd, blocking, /)", set_blocking, "Choose whether calls on the descriptor may block."),
    function(
        "setgid",
        "(gid, /)",
        |vm, args| nothing(ask(vm, Ask::SetUserGroup(number(vm, args, 0)? as u32))),
        "Become another group.",
    ),
    function(
        "setpgid",
        "(pid, pgrp, /)",
        |vm, args| nothing(ask(vm, Ask::SetGroup(number(vm, args, 0)?, number(vm, args, 1)?))),
        "Move a process to a group.",
    ),
    function("setpgrp", "()", |vm, _| nothing(ask(vm, Ask::SetGroup(0, 0))), "Become the leader of a new group."),
    function("setsid", "()", |vm, _| nothing(ask(vm, Ask::NewSession)), "Become the leader of a new session."),
    function(
        "setuid",
        "(uid, /)",
        |vm, args| nothing(ask(vm, Ask::SetUser(number(vm, args, 0)? as u32))),
        "Become another user.",
    ),
    function("system", "(command)", system, "Run a command in a shell."),
    function(
        "tcgetpgrp",
        "(fd, /)",
        |vm, args| ask(vm, Ask::TerminalGroup(number(vm, args, 0)?)),
        "The group in a terminal's foreground.",
    ),
    function(
        "tcsetpgrp",
        "(fd, pgid, /)",
        |vm, args| nothing(ask(vm, Ask::SetTerminalGroup(number(vm, args, 0)?, number(vm, args, 1)?))),
        "Put a group into a terminal's foreground.",
    ),
    function("wait", "()", |vm, _| wait(vm, -1, 0), "Wait for any child."),
    function(
        "wait3",
        "(options)",
        |vm, args| wait_with_usage(vm, -1, number(vm, args, 0)?),
        "Wait for any child, with what it used.",
    ),
    function(
        "wait4",
        "(pid, options)",
        |vm, args| wait_with_usage(vm, number(vm, args, 0)?, number(vm, args, 1)?),
        "Wait for a child, with what it used.",
    ),
    function("waitid", "(idtype, id, options, /)", waitid, "Wait for the change of a child's state."),
    function("putenv", "(name, value, /)", putenv, "Change or add an environment variable."),
    function("unsetenv", "(name, /)", unsetenv, "Delete an environment variable."),
    function(
        "WCOREDUMP",
        "(status, /)",
        |vm, args| Ok(Value::bool(number(vm, args, 0)? & 0x80 != 0)),
        "Whether a core was dumped.",
    ),
    function(
        "WIFSTOPPED",
        "(status)",
        |vm, args| Ok(Value::bool(number(vm, args, 0)? & 0xff == 0x7f)),
        "Whether the child was stopped.",
    ),
    function(
        "WIFCONTINUED",
        "(status)",
        |vm, args| Ok(Value::bool(number(vm, args, 0)? == 0xffff)),
        "Whether the child was continued.",
    ),
    function(
        "WSTOPSIG",
        "(status)",
        |vm, args| Ok(Value::small_int(i64::from(number(vm, args, 0)? >> 8 & 0xff))),
        "The signal that stopped the child.",
    ),
];

/// Completes the module `posix`.
pub fn extend_posix(vm: &Vm, module: &Handle<PyModule>) {
    let name = vm.new_str("posix");
    for row in FUNCTIONS {
        set(vm, module, row.name, vm.new_native(row, None, Value::UNBOUND, name.clone()));
    }
    for (name, value) in [
        ("POSIX_SPAWN_OPEN", 0),
        ("POSIX_SPAWN_CLOSE", 1),
        ("POSIX_SPAWN_DUP2", 2),
        ("P_ALL", libc::P_ALL as i32),
        ("P_PID", libc::P_PID as i32),
        ("P_PGID", libc::P_PGID as i32),
        ("P_PIDFD", libc::P_PIDFD as i32),
        ("WCONTINUED", libc::WCONTINUED),
        ("WEXITED", libc::WEXITED),
        ("WSTOPPED", libc::WSTOPPED),
        ("WNOWAIT", libc::WNOWAIT),
        ("CLD_EXITED", libc::CLD_EXITED),
        ("CLD_KILLED", libc::CLD_KILLED),
        ("CLD_DUMPED", libc::CLD_DUMPED),
        ("CLD_TRAPPED", libc::CLD_TRAPPED),
        ("CLD_STOPPED", libc::CLD_STOPPED),
        ("CLD_CONTINUED", libc::CLD_CONTINUED),
        ("EX_CANTCREAT", 73),
        ("EX_CONFIG", 78),
        ("EX_NOHOST", 68),
        ("EX_NOPERM", 77),
        ("EX_NOUSER", 67),
        ("EX_OSFILE", 72),
        ("EX_PROTOCOL", 76),
        ("EX_TEMPFAIL", 75),
        ("EX_UNAVAILABLE", 69),
        ("NGROUPS_MAX", 65536),
    ] {
        set(vm, module, name, Value::small_int(i64::from(value)));
    }
    set(vm, module, "waitid_result", sequence::class(vm, &sequence::WAITID_RESULT).into_value());
}

pub const SUBPROCESS: ModuleSpec = ModuleSpec {
    name: "_posixsubprocess",
    doc: "How subprocess starts programs.",
    functions: &[function("fork_exec", "(*args)", fork_exec, "Start a program in a child process.")],
    setup: None,
};

fn number(vm: &Vm, args: &[Value], index: usize) -> PyResult<i32> {
    let value = argument(args, index);
    if vm.class_of(value).slots(|slots| slots.index.is_none()) {
        return Err(messages::not_an_integer(vm, value));
    }
    match i32::try_from(ops::index_exact(vm, value)?) {
        Ok(number) => Ok(number),
        Err(_) => Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
    }
}

fn ask(vm: &Vm, what: Ask) -> PyResult {
    match process::ask(what) {
        Ok(number) => Ok(vm.new_int(number)),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

fn nothing(result: PyResult) -> PyResult {
    result.map(|_| Value::NONE)
}

fn done<T>(vm: &Vm, result: std::io::Result<T>) -> PyResult<T> {
    result.map_err(|error| os_error(vm, &error, None))
}

// ---- fork ----

const BEFORE: &str = "posix.at_fork.before";
const IN_CHILD: &str = "posix.at_fork.child";
const IN_PARENT: &str = "posix.at_fork.parent";

fn register_at_fork(vm: &Vm, args: &[Value]) -> PyResult {
    let rows = [("before", BEFORE), ("after_in_child", IN_CHILD), ("after_in_parent", IN_PARENT)];
    if (0..3).all(|index| given(args, index).is_none()) {
        return Err(messages::type_error(vm, "At least one argument is required."));
    }
    for (index, (name, _)) in rows.iter().enumerate() {
        if let Some(hook) = given(args, index)
            && vm.class_of(hook).slots(|slots| slots.call.is_none())
        {
            return Err(messages::type_error(vm, &format!("'{name}' must be callable, not {}", vm.class_name(hook))));
        }
    }
    for (index, (_, key)) in rows.iter().enumerate() {
        let Some(hook) = given(args, index) else { continue };
        let hooks = match vm.registered(key) {
            Some(hooks) => hooks,
            None => {
                let hooks = vm.new_list(Vec::new());
                vm.register(key, hooks.clone());
                hooks
            }
        };
        if let Some(hooks) = hooks.get::<PyList>() {
            hooks.push(hook.clone());
        }
    }
    Ok(Value::NONE)
}

fn run_hooks(vm: &Vm, key: &'static str, backwards: bool) {
    let Some(hooks) = vm.registered(key) else { return };
    let mut hooks = hooks.get::<PyList>().map(PyList::to_vec).unwrap_or_default();
    if backwards {
        hooks.reverse();
    }
    for hook in hooks {
        if vm.call_values(&hook, &[]).is_err() {
            super::unraisable::report(vm, &hook, None);
        }
    }
}

fn fork(vm: &Vm, _args: &[Value]) -> PyResult {
    run_hooks(vm, BEFORE, true);
    let threads = vm.threads.count();
    let result = vm.fork();
    match result {
        Ok(0) => {
            // Signals that the parent has not handled yet are the parent's.
            for signal in 1..65 {
                os::take_signal(signal);
            }
            run_hooks(vm, IN_CHILD, false);
            Ok(Value::small_int(0))
        }
        Ok(child) => {
            run_hooks(vm, IN_PARENT, false);
            warn_of_threads(vm, threads, "fork")?;
            Ok(vm.new_int(i64::from(child)))
        }
        Err(error) => {
            run_hooks(vm, IN_PARENT, false);
            Err(os_error(vm, &error, None))
        }
    }
}

fn warn_of_threads(vm: &Vm, threads: usize, what: &str) -> PyResult<()> {
    if threads < 2 {
        return Ok(());
    }
    let process = std::process::id();
    let message = format!("This process (pid={process}) is multi-threaded, use of {what}() may lead to deadlocks in the child.");
    messages::warn(vm, &vm.errors.deprecation_warning, &message)
}

// ---- programs ----

fn c_string(vm: &Vm, text: OsString) -> PyResult<CString> {
    CString::new(text.into_vec()).map_err(|_| messages::value_error(vm, "embedded null byte"))
}

/// The argument list of a function.
fn arguments(vm: &Vm, name: &str, value: &Value) -> PyResult<Vec<CString>> {
    let items = match (value.get::<PyList>(), value.get::<Tuple>()) {
        (Some(list), _) => list.to_vec(),
        (_, Some(tuple)) => tuple.items().to_vec(),
        _ if name == "posix_spawn" || name == "posix_spawnp" => {
            return Err(messages::type_error(vm, &format!("{name}: argv must be a tuple or list")));
        }
        _ => return Err(messages::type_error(vm, &format!("{name}() arg 2 must be a tuple or list"))),
    };
    let place = if name.starts_with("posix_spawn") { format!("{name}: argv") } else { format!("{name}() arg 2") };
    if items.is_empty() {
        return Err(messages::value_error(vm, &format!("{place} must not be empty")));
    }
    let mut args = Vec::with_capacity(items.len());
    for item in &items {
        args.push(c_string(vm, path_argument_plain(vm, item)?)?);
    }
    if args.first().is_some_and(|first| first.as_bytes().is_empty()) {
        return Err(messages::value_error(vm, &format!("{place} first element cannot be empty")));
    }
    Ok(args)
}

/// A str, bytes or path as bytes for the system.
fn path_argument_plain(vm: &Vm, value: &Value) -> PyResult<OsString> {
    if value.is_int() || value.is_bool() || value.is_none() {
        let message = format!("expected str, bytes or os.PathLike object, not {}", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    path_argument(vm, value)
}

/// The environment of a mapping, as `NAME=value`.
fn environment(vm: &Vm, name: &str, value: &Value) -> PyResult<Vec<CString>> {
    if vm.class_of(value).slots(|slots| slots.getitem.is_none()) || value.is_kind::<Tuple>() || value.is_kind::<PyList>() {
        return Err(messages::type_error(vm, &format!("{name}: environment must be a mapping object")));
    }
    let keys = vm.call_method(value, &vm.names.keys, &[])?;
    let mut rows = Vec::new();
    for key in ops::collect(vm, &keys)? {
        let content = ops::get_item(vm, value, &key)?;
        let mut row = path_argument_plain(vm, &key)?;
        if row.is_empty() || row.as_bytes().iter().skip(1).any(|byte| *byte == b'=') {
            return Err(messages::value_error(vm, "illegal environment variable name"));
        }
        row.push("=");
        row.push(path_argument_plain(vm, &content)?);
        rows.push(c_string(vm, row)?);
    }
    Ok(rows)
}

/// The environment of this process.
fn own_environment() -> Vec<CString> {
    let row = |(name, value): (OsString, OsString)| {
        let mut row = name;
        row.push("=");
        row.push(value);
        CString::new(row.into_vec()).ok()
    };
    std::env::vars_os().filter_map(row).collect()
}

fn execv(vm: &Vm, args: &[Value]) -> PyResult {
    let path = c_string(vm, path_argument_plain(vm, argument(args, 0))?)?;
    let argv = arguments(vm, "execv", argument(args, 1))?;
    Err(os_error(vm, &process::execute(&path, &argv, &own_environment()), None))
}

fn execve(vm: &Vm, args: &[Value]) -> PyResult {
    let path = c_string(vm, path_argument_plain(vm, argument(args, 0))?)?;
    let argv = arguments(vm, "execve", argument(args, 1))?;
    let env = environment(vm, "execve", argument(args, 2))?;
    let error = process::execute(&path, &argv, &env);
    Err(os_error(vm, &error, Some(argument(args, 0).clone())))
}

fn putenv(vm: &Vm, args: &[Value]) -> PyResult {
    let (name, value) = (path_argument_plain(vm, argument(args, 0))?, path_argument_plain(vm, argument(args, 1))?);
    if name.as_bytes().contains(&b'=') {
        return Err(messages::value_error(vm, "illegal environment variable name"));
    }
    let (name, value) = (c_string(vm, name)?, c_string(vm, value)?);
    done(vm, process::set_environment(&name, Some(&value)))?;
    Ok(Value::NONE)
}

fn unsetenv(vm: &Vm, args: &[Value]) -> PyResult {
    let name = c_string(vm, path_argument_plain(vm, argument(args, 0))?)?;
    done(vm, process::set_environment(&name, None))?;
    Ok(Value::NONE)
}

fn system(vm: &Vm, args: &[Value]) -> PyResult {
    let command = c_string(vm, path_argument_plain(vm, argument(args, 0))?)?;
    let status = vm.blocking(|| process::shell(&command));
    Ok(vm.new_int(i64::from(status)))
}

fn posix_spawn(vm: &Vm, args: &[Value]) -> PyResult {
    spawn(vm, "posix_spawn", args, false)
}

fn posix_spawnp(vm: &Vm, args: &[Value]) -> PyResult {
    spawn(vm, "posix_spawnp", args, true)
}

fn spawn(vm: &Vm, name: &str, args: &[Value], search: bool) -> PyResult {
    let shown = argument(args, 0);
    let path = c_string(vm, path_argument_plain(vm, shown)?)?;
    let argv = arguments(vm, name, argument(args, 1))?;
    let env = if argument(args, 2).is_none() { own_environment() } else { environment(vm, name, argument(args, 2))? };
    let mut order = process::SpawnOrder { search, ..process::SpawnOrder::default() };
    if let Some(actions) = given(args, 3).filter(|actions| !actions.is_none()) {
        for action in ops::collect(vm, actions)? {
            order.actions.push(file_action(vm, &action)?);
        }
    }
    if given(args, 4).is_some() {
        order.group = Some(number(vm, args, 4)?);
    }
    order.reset_ids = given(args, 5).map_or(Ok(false), |value| ops::truth(vm, value))?;
    order.new_session = given(args, 6).map_or(Ok(false), |value| ops::truth(vm, value))?;
    for (index, target) in [(7, &mut order.mask), (8, &mut order.defaults)] {
        if let Some(signals) = given(args, index) {
            let mut numbers = Vec::new();
            for signal in ops::collect(vm, signals)? {
                numbers.push(i32::try_from(ops::index_exact(vm, &signal)?).unwrap_or(0));
            }
            *target = Some(numbers);
        }
    }
    if given(args, 9).is_some_and(|scheduler| !scheduler.is_none()) {
        return Err(messages::type_error(vm, &format!("{name}: the scheduler argument is not supported")));
    }
    match process::spawn(&path, &argv, &env, &order) {
        Ok(child) => Ok(vm.new_int(i64::from(child))),
        Err(error) => Err(os_error(vm, &error, Some(shown.clone()))),
    }
}

fn file_action(vm: &Vm, action: &Value) -> PyResult<process::FileAction> {
    let bad = || messages::type_error(vm, "Each file_actions element must be a non-empty tuple");
    let items = action.get::<Tuple>().map(Tuple::items).ok_or_else(bad)?;
    let kind = match items.first() {
        Some(kind) => ops::index_exact(vm, kind)?,
        None => return Err(bad()),
    };
    match (kind, items.len()) {
        (0, 5) => Ok(process::FileAction::Open {
            fd: number(vm, items, 1)?,
            path: c_string(vm, path_argument_plain(vm, argument(items, 2))?)?,
            flags: number(vm, items, 3)?,
            mode: number(vm, items, 4)? as u32,
        }),
        (0, _) => Err(messages::type_error(vm, "A open file_action tuple must have 5 elements")),
        (1, 2) => Ok(process::FileAction::Close(number(vm, items, 1)?)),
        (1, _) => Err(messages::type_error(vm, "A close file_action tuple must have 2 elements")),
        (2, 3) => Ok(process::FileAction::Duplicate(number(vm, items, 1)?, number(vm, items, 2)?)),
        (2, _) => Err(messages::type_error(vm, "A dup2 file_action tuple must have 3 elements")),
        _ => Err(messages::type_error(vm, "Unknown file_actions identifier")),
    }
}

/// The 23 arguments that `subprocess` gives in order.
fn fork_exec(vm: &Vm, args: &[Value]) -> PyResult {
    let items = items_of(argument(args, 0));
    let [
        argv,
        programs,
        close_others,
        keep,
        folder,
        env,
        ends @ ..,
        restore,
        session,
        group,
        user_group,
        groups,
        user,
        mask,
        before,
        _,
    ] = items
    else {
        let message = format!("fork_exec expected 23 arguments, got {}", items.len());
        return Err(messages::type_error(vm, &message));
    };
    let [to_child, child_in, from_child, child_out, errors, child_errors, watch, report] = ends else {
        let message = format!("fork_exec expected 23 arguments, got {}", items.len());
        return Err(messages::type_error(vm, &message));
    };
    if !before.is_none() {
        return Err(messages::runtime_error(vm, "fork_exec does not run Python code in the child"));
    }
    let fd = |value: &Value| -> PyResult<i32> { number(vm, std::slice::from_ref(value), 0) };
    let mut texts = Vec::new();
    for list in [argv, programs] {
        let mut row = Vec::new();
        for item in ops::collect(vm, list)? {
            row.push(c_string(vm, path_argument_plain(vm, &item)?)?);
        }
        texts.push(row);
    }
    let (Some(programs), Some(args)) = (texts.pop(), texts.pop()) else { return Ok(Value::NONE) };
    let env = if env.is_none() {
        None
    } else {
        let mut rows = Vec::new();
        for item in ops::collect(vm, env)? {
            rows.push(c_string(vm, path_argument_plain(vm, &item)?)?);
        }
        Some(rows)
    };
    let mut kept = Vec::new();
    for item in ops::collect(vm, keep)? {
        kept.push(fd(&item)?);
    }
    kept.sort_unstable();
    let identity = |value: &Value| -> PyResult<Option<u32>> {
        if value.is_none() { Ok(None) } else { Ok(Some(ops::index_exact(vm, value)? as u32)) }
    };
    let extra_groups = if groups.is_none() {
        None
    } else {
        let mut numbers = Vec::new();
        for item in ops::collect(vm, groups)? {
            numbers.push(ops::index_exact(vm, &item)? as u32);
        }
        Some(numbers)
    };
    let launch = Launch {
        programs,
        args,
        env,
        folder: if folder.is_none() { None } else { Some(c_string(vm, path_argument_plain(vm, folder)?)?) },
        streams: [fd(to_child)?, fd(child_out)?, fd(child_errors)?],
        parents: [fd(child_in)?, fd(from_child)?, fd(errors)?],
        report: fd(report)?,
        close_others: ops::truth(vm, close_others)?,
        keep: kept,
        restore_signals: ops::truth(vm, restore)?,
        new_session: ops::truth(vm, session)?,
        group: fd(group)?,
        user: identity(user)?,
        user_group: identity(user_group)?,
        extra_groups,
        mask: fd(mask)?,
    };
    let _ = watch;
    // The child never runs Python code, so hooks of fork are not its business.
    match process::launch(&launch) {
        Ok(child) => Ok(vm.new_int(i64::from(child))),
        Err(error) => Err(os_error(vm, &error, None)),
    }
}

// ---- waiting ----

fn wait(vm: &Vm, process: i32, options: i32) -> PyResult {
    loop {
        match vm.blocking(|| os::wait_for(process, options)) {
            Ok((process, status)) => return Ok(vm.tuple_of([vm.new_int(i64::from(process)), vm.new_int(i64::from(status))])),
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

fn wait_with_usage(vm: &Vm, process: i32, options: i32) -> PyResult {
    loop {
        match vm.blocking(|| process::wait_with_usage(process, options)) {
            Ok((process, status, usage)) => {
                let usage = usage_object(vm, usage)?;
                return Ok(vm.tuple_of([vm.new_int(i64::from(process)), vm.new_int(i64::from(status)), usage]));
            }
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

/// `resource.struct_rusage`.
pub fn usage_object(vm: &Vm, usage: process::Usage) -> PyResult {
    let (user, system, counters) = usage;
    let mut values = vec![vm.new_float(user), vm.new_float(system)];
    values.extend(counters.iter().map(|counter| int::from_i64(vm, *counter)));
    sequence::make(vm, &sequence::RUSAGE, values, Vec::new())
}

fn waitid(vm: &Vm, args: &[Value]) -> PyResult {
    let (kind, id, options) = (number(vm, args, 0)? as u32, number(vm, args, 1)? as u32, number(vm, args, 2)?);
    loop {
        match vm.blocking(|| process::wait_for_id(kind, id, options)) {
            Ok(None) => return Ok(Value::NONE),
            Ok(Some(fields)) => {
                let values = fields.iter().map(|field| int::from_i64(vm, *field)).collect();
                return sequence::make(vm, &sequence::WAITID_RESULT, values, Vec::new());
            }
            Err(error) if error.raw_os_error() == Some(libc::EINTR) => vm.poll()?,
            Err(error) => return Err(os_error(vm, &error, None)),
        }
    }
}

// ---- descriptors, groups, processors ----

fn closerange(vm: &Vm, args: &[Value]) -> PyResult {
    let (low, high) = (number(vm, args, 0)?.max(0), number(vm, args, 1)?);
    process::close_between(low, high);
    Ok(Value::NONE)
}

fn pipe2(vm: &Vm, args: &[Value]) -> PyResult {
    let (read, write) = done(vm, process::pipe_with(number(vm, args, 0)?))?;
    Ok(vm.tuple_of([vm.new_int(i64::from(read)), vm.new_int(i64::from(write))]))
}

fn get_blocking(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::bool(done(vm, process::is_blocking(number(vm, args, 0)?))?))
}

fn set_blocking(vm: &Vm, args: &[Value]) -> PyResult {
    let blocking = ops::truth(vm, argument(args, 1))?;
    done(vm, process::set_blocking(number(vm, args, 0)?, blocking))?;
    Ok(Value::NONE)
}

fn killpg(vm: &Vm, args: &[Value]) -> PyResult {
    ask(vm, Ask::KillGroup(number(vm, args, 0)?, number(vm, args, 1)?))?;
    vm.poll()?;
    Ok(Value::NONE)
}

fn sched_getaffinity(vm: &Vm, args: &[Value]) -> PyResult {
    let cpus = done(vm, process::affinity(number(vm, args, 0)?))?;
    sets::new_set(vm, cpus.into_iter().map(|cpu| int::from_usize(vm, cpu)).collect())
}

fn sched_setaffinity(vm: &Vm, args: &[Value]) -> PyResult {
    let mut cpus = Vec::new();
    for cpu in ops::collect(vm, argument(args, 1))? {
        match usize::try_from(ops::index_exact(vm, &cpu)?) {
            Ok(cpu) => cpus.push(cpu),
            Err(_) => return Err(messages::value_error(vm, "negative CPU number")),
        }
    }
    if cpus.is_empty() {
        return Err(os_error(vm, &Error::from_raw_os_error(libc::EINVAL), None));
    }
    done(vm, process::set_affinity(number(vm, args, 0)?, &cpus))?;
    Ok(Value::NONE)
}

/// Bytes of a bytes-like argument, copied.
pub fn bytes_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    match bytes::with_plain_bytes(value, <[u8]>::to_vec) {
        Some(data) => Ok(data),
        None => crate::objects::buffer::gathered(vm, value),
    }
}
