//! The module `time`. `strptime` is `_strptime`'s, written in Python.

use super::struct_sequence::{STRUCT_TIME, class, make};
use super::{ModuleSpec, import, posix, set};
use crate::memory::os::{self, Calendar};
use crate::memory::{Handle, PyResult, Tuple, Value};
use crate::objects::exception::messages;
use crate::objects::module::PyModule;
use crate::objects::native::{Method, function};
use crate::objects::str::text_of;
use crate::objects::vm::Vm;
use crate::objects::{float, int, ops};
use std::fmt::Write;
use std::time::Duration;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    setup: Some(setup),
};

const FUNCTIONS: &[Method] = &[
    function("time", "()", |vm, _| seconds(vm, libc::CLOCK_REALTIME), "Return the current time in seconds since the Epoch."),
    function(
        "time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_REALTIME),
        "Return the current time in nanoseconds since the Epoch.",
    ),
    function("monotonic", "()", |vm, _| seconds(vm, libc::CLOCK_MONOTONIC), "Monotonic clock, cannot go backward."),
    function(
        "monotonic_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        "Monotonic clock, cannot go backward, as nanoseconds.",
    ),
    function("perf_counter", "()", |vm, _| seconds(vm, libc::CLOCK_MONOTONIC), "Performance counter for benchmarking."),
    function(
        "perf_counter_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_MONOTONIC),
        "Performance counter for benchmarking as nanoseconds.",
    ),
    function("process_time", "()", |vm, _| seconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID), "Process time for profiling."),
    function(
        "process_time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_PROCESS_CPUTIME_ID),
        "Process time for profiling as nanoseconds.",
    ),
    function("thread_time", "()", |vm, _| seconds(vm, libc::CLOCK_THREAD_CPUTIME_ID), "Thread time for profiling."),
    function(
        "thread_time_ns",
        "()",
        |vm, _| nanoseconds(vm, libc::CLOCK_THREAD_CPUTIME_ID),
        "Thread time for profiling as nanoseconds.",
    ),
    function("clock_gettime", "(clk_id, /)", clock_gettime, "Return the time of the specified clock clk_id as a float."),
    function(
        "clock_gettime_ns",
        "(clk_id, /)",
        clock_gettime_ns,
        "Return the time of the specified clock clk_id as nanoseconds.",
    ),
    function("clock_getres", "(clk_id, /)", clock_getres, "Return the resolution of the specified clock clk_id."),
    function("get_clock_info", "(name, /)", get_clock_info, "Get information of the specified clock."),
    function("sleep", "(object, /)", sleep, "Delay execution for a given number of seconds."),
    function("gmtime", "(seconds=None, /)", gmtime, "Convert seconds since the Epoch to a time tuple expressing UTC."),
    function(
        "localtime",
        "(seconds=None, /)",
        localtime,
        "Convert seconds since the Epoch to a time tuple expressing local time.",
    ),
    function("mktime", "(tuple, /)", mktime, "Convert a time tuple in local time to seconds since the Epoch."),
    function("asctime", "(tuple=None, /)", asctime, "Convert a time tuple to a string."),
    function("ctime", "(seconds=None, /)", ctime, "Convert a time in seconds since the Epoch to a string in local time."),
    function(
        "strftime",
        "(format, tuple=None, /)",
        strftime,
        "Convert a time tuple to a string according to a format specification.",
    ),
    function(
        "strptime",
        "(string, format='%a %b %d %H:%M:%S %Y', /)",
        strptime,
        "Parse a string to a time tuple according to a format specification.",
    ),
    function("tzset", "()", tzset, "Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ']."),
];

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn setup(vm: &Vm, module: &Handle<PyModule>) -> PyResult<()> {
    set(vm, module, "struct_time", class(vm, &STRUCT_TIME).into_value());
    set_zone(vm, module);
    for (name, id) in [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
        ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
        ("CLOCK_TAI", libc::CLOCK_TAI),
    ] {
        set(vm, module, name, Value::small_int(i64::from(id)));
    }
    Ok(())
}

fn tzset(vm: &Vm, _args: &[Value]) -> PyResult {
    os::read_time_zone();
    if let Some(module) = vm.modules.get_interned(&vm.intern("time"))
        && let Ok(module) = module.downcast::<PyModule>()
    {
        set_zone(vm, &module);
    }
    Ok(Value::NONE)
}

fn set_zone(vm: &Vm, module: &Handle<PyModule>) {
    // The zone's names and offsets in January and July of this year.
    let now = os::clock(libc::CLOCK_REALTIME).unwrap_or(0) / 1_000_000_000;
    let winter = os::calendar_time(now - now.rem_euclid(31_556_952), true).unwrap_or_default();
    let summer = os::calendar_time(now - now.rem_euclid(31_556_952) + 15_778_476, true).unwrap_or_default();
    let (standard, other) = if winter.daylight > 0 { (&summer, &winter) } else { (&winter, &summer) };
    let has_daylight = winter.offset != summer.offset;
    set(vm, module, "timezone", vm.new_int(-standard.offset));
    set(vm, module, "altzone", vm.new_int(if has_daylight { -other.offset } else { -standard.offset }));
    set(vm, module, "daylight", Value::small_int(i64::from(has_daylight)));
    let names = [vm.new_str(&standard.zone), vm.new_str(if has_daylight { &other.zone } else { &standard.zone })];
    set(vm, module, "tzname", vm.tuple_of(names));
}

/// Where counted time starts: some moment in 2023, and a while after the start of the system.
const COUNTED_EPOCH: i64 = 1_700_000_000_000_000_000;
const COUNTED_START: i64 = 1_000_000_000_000;

fn read_clock(vm: &Vm, id: i32) -> PyResult<i64> {
    if let Some(counted) = vm.threads.counted_time() {
        let counted = i64::try_from(counted).unwrap_or(i64::MAX);
        return Ok(match id {
            libc::CLOCK_REALTIME => COUNTED_EPOCH.saturating_add(counted),
            libc::CLOCK_MONOTONIC | libc::CLOCK_MONOTONIC_RAW | libc::CLOCK_BOOTTIME => COUNTED_START.saturating_add(counted),
            // No time of the processor passes.
            _ => 0,
        });
    }
    os::clock(id).map_err(|error| posix::os_error(vm, &error, None))
}

fn as_seconds(vm: &Vm, nanoseconds: i64) -> Value {
    vm.new_float(nanoseconds as f64 / 1e9)
}

fn seconds(vm: &Vm, id: i32) -> PyResult {
    Ok(as_seconds(vm, read_clock(vm, id)?))
}

fn nanoseconds(vm: &Vm, id: i32) -> PyResult {
    Ok(int::from_i64(vm, read_clock(vm, id)?))
}

fn clock_argument(vm: &Vm, args: &[Value]) -> PyResult<i32> {
    let id = ops::index_exact(vm, args.first().unwrap_or(const { &Value::NONE }))?;
    Ok(i32::try_from(id).unwrap_or(-1))
}

fn clock_gettime(vm: &Vm, args: &[Value]) -> PyResult {
    seconds(vm, clock_argument(vm, args)?)
}

fn clock_gettime_ns(vm: &Vm, args: &[Value]) -> PyResult {
    nanoseconds(vm, clock_argument(vm, args)?)
}

fn clock_getres(vm: &Vm, args: &[Value]) -> PyResult {
    match os::clock_resolution(clock_argument(vm, args)?) {
        Ok(resolution) => Ok(as_seconds(vm, resolution)),
        Err(error) => Err(posix::os_error(vm, &error, None)),
    }
}

fn get_clock_info(vm: &Vm, args: &[Value]) -> PyResult {
    let name = args.first().map(text_of).unwrap_or_default();
    let (implementation, monotonic, adjustable) = match name.as_str() {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(messages::value_error(vm, "unknown clock")),
    };
    let rows = [
        (vm.intern("implementation"), vm.new_str(implementation)),
        (vm.intern("monotonic"), Value::bool(monotonic)),
        (vm.intern("adjustable"), Value::bool(adjustable)),
        (vm.intern("resolution"), vm.new_float(1e-9)),
    ];
    crate::objects::build::call_with(vm, vm.types.namespace.value(), &[], &rows)
}

/// Sleeps, looking at signals whenever one arrives.
pub fn sleep_for(vm: &Vm, time: Duration) -> PyResult<()> {
    vm.poll()?;
    vm.sleep(time)
}

fn sleep(vm: &Vm, args: &[Value]) -> PyResult {
    let value = args.first().unwrap_or(const { &Value::NONE });
    let is_number = vm.class_of(value).slots(|slots| slots.index.is_some() || slots.float.is_some());
    if !is_number || vm.is_instance(value, &vm.types.str) {
        let message = format!("'{}' object cannot be interpreted as an integer", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    let time = float::expect_real(vm, value)?;
    if time.is_nan() {
        return Err(messages::value_error(vm, "Invalid value NaN (not a number)"));
    }
    if time < 0.0 {
        return Err(messages::value_error(vm, "sleep length must be non-negative"));
    }
    match Duration::try_from_secs_f64(time) {
        Ok(time) if time.as_secs() < 9_000_000_000 => sleep_for(vm, time)?,
        _ => return Err(messages::overflow_error(vm, "timestamp too large to convert to C PyTime_t")),
    }
    Ok(Value::NONE)
}

// ---- the calendar ----

fn seconds_argument(vm: &Vm, value: Option<&Value>) -> PyResult<i64> {
    let Some(value) = value.filter(|value| !value.is_unbound() && !value.is_none()) else {
        return Ok(read_clock(vm, libc::CLOCK_REALTIME)?.div_euclid(1_000_000_000));
    };
    if let Some(number) = int::as_i64(value) {
        return Ok(number);
    }
    if vm.class_of(value).slots(|slots| slots.index.is_none() && slots.float.is_none()) {
        let message = format!("'{}' object cannot be interpreted as an integer", vm.class_name(value));
        return Err(messages::type_error(vm, &message));
    }
    let number = float::expect_real(vm, value)?;
    if number.is_nan() {
        return Err(messages::value_error(vm, "Invalid value NaN (not a number)"));
    }
    if number.abs() >= 9.2e18 {
        return Err(messages::overflow_error(vm, "timestamp out of range for platform time_t"));
    }
    Ok(number.floor() as i64)
}

fn to_tuple(vm: &Vm, time: &Calendar) -> PyResult {
    let number = |value: i32| Value::small_int(i64::from(value));
    let visible = vec![
        number(time.year + 1900),
        number(time.month + 1),
        number(time.day),
        number(time.hour),
        number(time.minute),
        number(time.second),
        number((time.weekday + 6) % 7),
        number(time.year_day + 1),
        number(time.daylight),
    ];
    make(vm, &STRUCT_TIME, visible, vec![vm.new_str(&time.zone), vm.new_int(time.offset)])
}

fn from_seconds(vm: &Vm, value: Option<&Value>, local: bool) -> PyResult<Calendar> {
    let seconds = seconds_argument(vm, value)?;
    os::calendar_time(seconds, local).map_err(|error| posix::os_error(vm, &error, None))
}

fn gmtime(vm: &Vm, args: &[Value]) -> PyResult {
    let mut time = from_seconds(vm, args.first(), false)?;
    time.zone = "UTC".to_owned();
    to_tuple(vm, &time)
}

fn localtime(vm: &Vm, args: &[Value]) -> PyResult {
    to_tuple(vm, &from_seconds(vm, args.first(), true)?)
}

/// A time tuple argument; without one the local time of now.
fn calendar_argument(vm: &Vm, value: Option<&Value>, function: &str) -> PyResult<Calendar> {
    let Some(value) = value.filter(|value| !value.is_unbound() && !value.is_none()) else {
        return from_seconds(vm, None, true);
    };
    let Some(tuple) = value.get::<Tuple>() else {
        return Err(messages::type_error(vm, "Tuple or struct_time argument required"));
    };
    let items = tuple.items();
    if items.len() != 9 {
        return Err(messages::type_error(vm, &format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0i32; 9];
    for (place, item) in numbers.iter_mut().zip(items) {
        match int::as_i64(&ops::index(vm, item)?).map(i32::try_from) {
            Some(Ok(number)) => *place = number,
            _ => return Err(messages::overflow_error(vm, "Python int too large to convert to C int")),
        }
    }
    let [year, month, day, hour, minute, second, weekday, year_day, daylight] = numbers;
    let mut time = Calendar {
        second,
        minute,
        hour,
        day,
        month: month - 1,
        year: year.saturating_sub(1900),
        weekday: (weekday + 1).rem_euclid(7),
        year_day: year_day - 1,
        daylight,
        offset: 0,
        zone: String::new(),
    };
    if let Some(zone) = ops::lookup_attr(vm, value, &vm.intern("tm_zone"))?
        && vm.is_instance(&zone, &vm.types.str)
    {
        time.zone = text_of(&zone);
    }
    if let Some(offset) = ops::lookup_attr(vm, value, &vm.intern("tm_gmtoff"))?.as_ref().and_then(Value::as_int) {
        time.offset = offset;
    } else if let Some(seconds) = os::seconds_of(&time)
        && let Ok(local) = os::calendar_time(seconds, true)
    {
        time.offset = local.offset;
        time.zone = local.zone;
    }
    Ok(time)
}

fn check_ranges(vm: &Vm, time: &mut Calendar) -> PyResult<()> {
    let wrong = |what: &str| messages::value_error(vm, &format!("{what} out of range"));
    if time.month == -1 {
        time.month = 0;
    }
    if !(0..12).contains(&time.month) {
        return Err(wrong("month"));
    }
    if time.day == 0 {
        time.day = 1;
    }
    if !(1..=31).contains(&time.day) {
        return Err(wrong("day of month"));
    }
    if !(0..24).contains(&time.hour) {
        return Err(wrong("hour"));
    }
    if !(0..60).contains(&time.minute) {
        return Err(wrong("minute"));
    }
    if !(0..=61).contains(&time.second) {
        return Err(wrong("seconds"));
    }
    if time.year_day == -1 {
        time.year_day = 0;
    }
    if !(0..366).contains(&time.year_day) {
        return Err(wrong("day of year"));
    }
    Ok(())
}

fn mktime(vm: &Vm, args: &[Value]) -> PyResult {
    let time = calendar_argument(vm, args.first(), "mktime")?;
    match os::seconds_of(&time) {
        Some(seconds) => Ok(vm.new_float(seconds as f64)),
        None => Err(messages::overflow_error(vm, "mktime argument out of range")),
    }
}

fn ascii_time(time: &Calendar) -> String {
    let day = DAYS.get(time.weekday as usize).and_then(|day| day.get(..3)).unwrap_or("???");
    let month = MONTHS.get(time.month as usize).and_then(|month| month.get(..3)).unwrap_or("???");
    format!("{day} {month}{:3} {:02}:{:02}:{:02} {}", time.day, time.hour, time.minute, time.second, i64::from(time.year) + 1900)
}

fn asctime(vm: &Vm, args: &[Value]) -> PyResult {
    let mut time = calendar_argument(vm, args.first(), "asctime")?;
    check_ranges(vm, &mut time)?;
    Ok(vm.new_string(ascii_time(&time)))
}

fn ctime(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_string(ascii_time(&from_seconds(vm, args.first(), true)?)))
}

fn strftime(vm: &Vm, args: &[Value]) -> PyResult {
    let [format, tuple] = args else { return Ok(Value::NONE) };
    if !vm.is_instance(format, &vm.types.str) {
        return Err(messages::type_error(vm, &format!("strftime() argument 1 must be str, not {}", vm.class_name(format))));
    }
    let mut time = calendar_argument(vm, Some(tuple), "strftime")?;
    check_ranges(vm, &mut time)?;
    Ok(vm.new_string(format_time(&text_of(format), &time)))
}

/// `strftime` in the C locale.
pub fn format_time(format: &str, time: &Calendar) -> String {
    let mut out = String::with_capacity(format.len() * 2);
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        let mut pad: Option<char> = None;
        while let Some(flag) = letters.peek().copied().filter(|flag| matches!(flag, '-' | '_' | '0' | '^' | '#')) {
            pad = Some(flag);
            letters.next();
        }
        let Some(code) = letters.next() else {
            out.push('%');
            break;
        };
        directive(&mut out, code, pad, time);
    }
    out
}

fn directive(out: &mut String, code: char, pad: Option<char>, time: &Calendar) {
    let year = i64::from(time.year) + 1900;
    let mut number = |value: i64, width: usize, fill: char| {
        let _ = match (pad, fill) {
            (Some('-'), _) => write!(out, "{value}"),
            (Some('_'), _) | (None | Some('^' | '#'), ' ') => write!(out, "{value:>width$}"),
            _ => write!(out, "{value:0>width$}"),
        };
    };
    let hour12 = match time.hour % 12 {
        0 => 12,
        hour => hour,
    };
    match code {
        'Y' => number(year, 1, '0'),
        'C' => number(year.div_euclid(100), 2, '0'),
        'y' => number(year.rem_euclid(100), 2, '0'),
        'm' => number(i64::from(time.month + 1), 2, '0'),
        'd' => number(i64::from(time.day), 2, '0'),
        'e' => number(i64::from(time.day), 2, ' '),
        'H' => number(i64::from(time.hour), 2, '0'),
        'k' => number(i64::from(time.hour), 2, ' '),
        'I' => number(i64::from(hour12), 2, '0'),
        'l' => number(i64::from(hour12), 2, ' '),
        'M' => number(i64::from(time.minute), 2, '0'),
        'S' => number(i64::from(time.second), 2, '0'),
        'j' => number(i64::from(time.year_day + 1), 3, '0'),
        'w' => number(i64::from(time.weekday), 1, '0'),
        'u' => number(if time.weekday == 0 { 7 } else { i64::from(time.weekday) }, 1, '0'),
        'U' => number(i64::from((time.year_day + 7 - time.weekday) / 7), 2, '0'),
        'W' => number(i64::from((time.year_day + 7 - (time.weekday + 6) % 7) / 7), 2, '0'),
        'G' => number(iso_week(time).0, 1, '0'),
        'g' => number(iso_week(time).0.rem_euclid(100), 2, '0'),
        'V' => number(iso_week(time).1, 2, '0'),
        's' => number(os::seconds_of(time).unwrap_or(-1), 1, '0'),
        'a' | 'A' | 'b' | 'B' | 'h' => {
            let full = match code {
                'a' | 'A' => DAYS.get(time.weekday as usize).copied().unwrap_or("?"),
                _ => MONTHS.get(time.month as usize).copied().unwrap_or("?"),
            };
            let shown = if matches!(code, 'A' | 'B') { full } else { full.get(..3).unwrap_or(full) };
            match pad {
                Some('^' | '#') => out.push_str(&shown.to_uppercase()),
                _ => out.push_str(shown),
            }
        }
        'p' => out.push_str(if time.hour < 12 { "AM" } else { "PM" }),
        'P' => out.push_str(if time.hour < 12 { "am" } else { "pm" }),
        'c' => {
            let _ = write!(out, "{}", ascii_time(time));
        }
        'x' | 'D' => out.push_str(&format_time("%m/%d/%y", time)),
        'X' | 'T' => out.push_str(&format_time("%H:%M:%S", time)),
        'R' => out.push_str(&format_time("%H:%M", time)),
        'F' => out.push_str(&format_time("%Y-%m-%d", time)),
        'r' => out.push_str(&format_time("%I:%M:%S %p", time)),
        'z' => {
            let minutes = time.offset / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let _ = write!(out, "{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60);
        }
        'Z' => out.push_str(&time.zone),
        'n' => out.push('\n'),
        't' => out.push('\t'),
        '%' => out.push('%'),
        other => {
            out.push('%');
            out.push(other);
        }
    }
}

/// Year and number of the ISO week.
fn iso_week(time: &Calendar) -> (i64, i64) {
    let year = i64::from(time.year) + 1900;
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let weekday = i64::from((time.weekday + 6) % 7);
    let day = i64::from(time.year_day);
    let week = (day - weekday + 10) / 7;
    let weeks_in = |year: i64, last_weekday: i64| if last_weekday == 3 || (last_weekday == 4 && leap(year)) { 53 } else { 52 };
    if week < 1 {
        let last = (weekday - day - 1).rem_euclid(7);
        return (year - 1, weeks_in(year - 1, last));
    }
    let length = if leap(year) { 366 } else { 365 };
    let last = (weekday + length - 1 - day).rem_euclid(7);
    if week > weeks_in(year, last) { (year + 1, 1) } else { (year, week) }
}

fn strptime(vm: &Vm, args: &[Value]) -> PyResult {
    let function = import::import_attribute(vm, "_strptime", "_strptime_time")?;
    let given: Vec<Value> = args.iter().filter(|value| !value.is_unbound()).cloned().collect();
    vm.call_values(&function, &given)
}
