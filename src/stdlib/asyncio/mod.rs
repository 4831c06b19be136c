//! `_asyncio`: futures, tasks, handles and the core of event loops.
//!
//! The module `asyncio` is Python (`stdlib/python/asyncio`); what runs at every
//! switch of a task is here. See `event_loop` for the queue, `task` for the steps.

pub mod event_loop;
mod future;
mod gather;
mod handle;
mod state;
mod task;

use super::ModuleSpec;
use super::natives::{add_class, argument, given};
use crate::memory::{PyResult, Value, net, os};
use crate::objects::exception::messages;
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use crate::objects::{float, kinds, ops};
use crate::stdlib::import;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "_asyncio",
    doc: "Futures, tasks and the core of event loops.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        let state = state::state(vm);
        super::set(vm, module, "Future", state.future_class.to_value());
        super::set(vm, module, "Task", state.task_class.to_value());
        super::set(vm, module, "CancelledError", state.cancelled_error.to_value());
        super::set(vm, module, "InvalidStateError", state.invalid_state.to_value());
        super::set(vm, module, "Handle", handle::handle_class(vm).into_value());
        super::set(vm, module, "TimerHandle", handle::timer_class(vm).into_value());
        add_class(vm, module, &event_loop::LOOP, kinds::ASYNC_LOOP);
        add_class(vm, module, &gather::GATHERING, kinds::ASYNC_GATHERING);
        Ok(())
    }),
};

const FUNCTIONS: &[Method] = &[
    function("get_running_loop", "()", get_running_loop, "The loop that runs in this thread."),
    function("_get_running_loop", "()", |vm, _| Ok(or_none(state::state(vm).running_loop())), "The loop that runs, or None."),
    function("_set_running_loop", "(loop, /)", set_running_loop, "Note which loop runs in this thread."),
    function("get_event_loop", "()", get_event_loop, "The loop that runs, or the policy's."),
    function("current_task", "(loop=None)", current_task, "The running task of a loop, or None."),
    function("_unfinished_tasks", "()", unfinished, "A list of every task that has not ended."),
    function("_register_task", "(task)", |_, args| noted(task::register_value, args), "Enter a task into the register."),
    function("_register_eager_task", "(task)", |_, args| noted(task::register_value, args), "Enter a task into the register."),
    function("_unregister_task", "(task)", |_, args| noted(task::unregister_value, args), "Strike a task off the register."),
    function(
        "_unregister_eager_task",
        "(task)",
        |_, args| noted(task::unregister_value, args),
        "Strike a task off the register.",
    ),
    function("_enter_task", "(loop, task)", enter_task, "Note which task runs in a loop."),
    function("_leave_task", "(loop, task)", leave_task, "The task has stopped running."),
    function("_swap_current_task", "(loop, task)", swap_task, "Replace the running task; the one before."),
    function(
        "_alarm",
        "(loop, delay, result, /)",
        alarm,
        "A future that ends after some seconds; None when the loop must be asked.",
    ),
    function("_wake_pipe", "()", wake_pipe, "A pipe whose ends do not block."),
    function("_set_blocking", "(fd, blocking, /)", set_blocking, "Choose whether a descriptor blocks."),
    function("_process_descriptor", "(pid, /)", process_descriptor, "A descriptor that is readable once a process has ended."),
    function(
        "_set_result_unless_cancelled",
        "(fut, result)",
        future::set_result_unless_cancelled,
        "End a future that was not cancelled.",
    ),
];

fn or_none(value: Value) -> Value {
    if value.is_unbound() { Value::NONE } else { value }
}

fn noted(action: fn(&Value), args: &[Value]) -> PyResult {
    action(argument(args, 0));
    Ok(Value::NONE)
}

fn get_running_loop(vm: &Vm, _args: &[Value]) -> PyResult {
    let running = state::state(vm).running_loop();
    if running.is_unbound() { Err(messages::runtime_error(vm, "no running event loop")) } else { Ok(running) }
}

fn set_running_loop(vm: &Vm, args: &[Value]) -> PyResult {
    state::state(vm).set_running_loop(argument(args, 0).clone());
    Ok(Value::NONE)
}

fn get_event_loop(vm: &Vm, _args: &[Value]) -> PyResult {
    let running = state::state(vm).running_loop();
    if !running.is_unbound() {
        return Ok(running);
    }
    let policy = import::import_attribute(vm, "asyncio.events", "get_event_loop_policy")?;
    let policy = vm.call_values(&policy, &[])?;
    vm.call_method(&policy, &vm.intern("get_event_loop"), &[])
}

fn current_task(vm: &Vm, args: &[Value]) -> PyResult {
    let state = state::state(vm);
    let owner = match given(args, 0).filter(|owner| !owner.is_none()) {
        Some(owner) => owner.clone(),
        None => get_running_loop(vm, &[])?,
    };
    Ok(or_none(state.current_task(&owner)))
}

fn unfinished(vm: &Vm, _args: &[Value]) -> PyResult {
    Ok(vm.new_list(state::state(vm).tasks.tasks()))
}

fn enter_task(vm: &Vm, args: &[Value]) -> PyResult {
    let (state, owner, task) = (state::state(vm), argument(args, 0), argument(args, 1));
    let running = state.current_task(owner);
    if !running.is_unbound() {
        let (entering, running) = (ops::repr_text(vm, task)?, ops::repr_text(vm, &running)?);
        let message = format!("Cannot enter into task {entering} while another task {running} is being executed.");
        return Err(messages::runtime_error(vm, &message));
    }
    drop(state.set_current_task(owner, task.clone()));
    Ok(Value::NONE)
}

fn leave_task(vm: &Vm, args: &[Value]) -> PyResult {
    let (state, owner, task) = (state::state(vm), argument(args, 0), argument(args, 1));
    let running = state.current_task(owner);
    if !running.is(task) {
        let (leaving, running) = (ops::repr_text(vm, task)?, ops::repr_text(vm, &or_none(running))?);
        return Err(messages::runtime_error(vm, &format!("Leaving task {leaving} does not match the current task {running}.")));
    }
    drop(state.set_current_task(owner, Value::UNBOUND));
    Ok(Value::NONE)
}

fn swap_task(vm: &Vm, args: &[Value]) -> PyResult {
    let task = argument(args, 1);
    let task = if task.is_none() { Value::UNBOUND } else { task.clone() };
    Ok(or_none(state::state(vm).set_current_task(argument(args, 0), task)))
}

/// A pipe that wakes a loop: both ends do not block.
fn wake_pipe(vm: &Vm, _args: &[Value]) -> PyResult {
    let made = os::pipe().and_then(|(read, write)| {
        net::set_nonblocking(read, true)?;
        net::set_nonblocking(write, true)?;
        Ok((read, write))
    });
    match made {
        Ok((read, write)) => Ok(vm.tuple_of([Value::small_int(i64::from(read)), Value::small_int(i64::from(write))])),
        Err(error) => Err(super::posix::os_error(vm, &error, None)),
    }
}

fn number(vm: &Vm, value: &Value) -> PyResult<i32> {
    Ok(i32::try_from(ops::index_exact(vm, value)?).unwrap_or(-1))
}

fn set_blocking(vm: &Vm, args: &[Value]) -> PyResult {
    let blocking = ops::truth(vm, argument(args, 1))?;
    match net::set_nonblocking(number(vm, argument(args, 0))?, !blocking) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(super::posix::os_error(vm, &error, None)),
    }
}

fn process_descriptor(vm: &Vm, args: &[Value]) -> PyResult {
    match net::process_descriptor(number(vm, argument(args, 0))?, 0) {
        Ok(fd) => Ok(Value::small_int(i64::from(fd))),
        Err(error) => Err(super::posix::os_error(vm, &error, None)),
    }
}

fn alarm(vm: &Vm, args: &[Value]) -> PyResult {
    let delay = float::expect_real(vm, argument(args, 1))?;
    Ok(event_loop::alarm(vm, argument(args, 0), delay, argument(args, 2))?.unwrap_or(Value::NONE))
}
