//! Struct sequences: tuples whose items also have names (`sys.flags`,
//! `time.struct_time`, `os.stat_result`), one row each.
//!
//! Visible items are the tuple; further ones are attributes of the instance.

use crate::memory::{PyResult, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::dict::PyDict;
use crate::objects::exception::messages;
use crate::objects::native::{Member, as_class};
use crate::objects::slots::Slots;
use crate::objects::vm::Vm;
use crate::objects::{object, ops, tuple};

/// One struct sequence.
pub struct Sequence {
    pub key: &'static str,
    pub spec: TypeSpec,
    pub fields: &'static [&'static str],
    /// Names of the items beyond the tuple.
    pub hidden: &'static [&'static str],
    /// Whether scripts can make instances.
    pub open: bool,
}

const NO_FIELD: Member = Member { name: "", get: at::<0>, set: None, doc: "" };

fn at<const INDEX: usize>(_: &Vm, value: &Value) -> PyResult {
    Ok(value.get::<Tuple>().and_then(|tuple| tuple.items().get(INDEX)).cloned().unwrap_or(Value::NONE))
}

macro_rules! getters {
    ($($index:literal)*) => { [$(at::<$index>),*] };
}

type Getter = fn(&Vm, &Value) -> PyResult;
const GETTERS: [Getter; 20] = getters!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19);

const fn members<const N: usize>(names: [&'static str; N]) -> [Member; N] {
    let mut rows = [const { NO_FIELD }; N];
    let mut index = 0;
    while index < N {
        rows[index].name = names[index];
        rows[index].get = GETTERS[index];
        index += 1;
    }
    rows
}

macro_rules! sequences {
    ($($(#[$doc:meta])* $constant:ident = $module:literal $name:literal $open:literal [$($field:literal)*] [$($hidden:literal)*] $flag:expr;)*) => {
        $($(#[$doc])* pub static $constant: Sequence = Sequence {
            key: concat!($module, ".", $name),
            spec: TypeSpec {
                name: $name,
                module: $module,
                flags: class_flag::IMMUTABLE | $flag,
                slots: Slots { repr: Some(sequence_repr), new: Some(sequence_new), ..Slots::EMPTY },
                members: &members([$($field),*]),
                extra: Some(constants),
                ..TypeSpec::EMPTY
            },
            fields: &[$($field),*],
            hidden: &[$($hidden),*],
            open: $open,
        };)*

        static ALL: &[&Sequence] = &[$(&$constant),*];
    };
}

sequences! {
    FLAGS = "sys" "flags" false
        ["debug" "inspect" "interactive" "optimize" "dont_write_bytecode" "no_user_site" "no_site" "ignore_environment"
         "verbose" "bytes_warning" "quiet" "hash_randomization" "isolated" "dev_mode" "utf8_mode" "warn_default_encoding"
         "safe_path" "int_max_str_digits"] [] 0;
    FLOAT_INFO = "sys" "float_info" true
        ["max" "max_exp" "max_10_exp" "min" "min_exp" "min_10_exp" "dig" "mant_dig" "epsilon" "radix" "rounds"] [] 0;
    INT_INFO = "sys" "int_info" true ["bits_per_digit" "sizeof_digit" "default_max_str_digits" "str_digits_check_threshold"] [] 0;
    HASH_INFO = "sys" "hash_info" true
        ["width" "modulus" "inf" "nan" "imag" "algorithm" "hash_bits" "seed_bits" "cutoff"] [] 0;
    THREAD_INFO = "sys" "thread_info" true ["name" "lock" "version"] [] 0;
    VERSION_INFO = "sys" "version_info" false ["major" "minor" "micro" "releaselevel" "serial"] [] 0;
    ASYNCGEN_HOOKS = "sys" "asyncgen_hooks" true ["firstiter" "finalizer"] [] 0;
    EXCEPT_HOOK_ARGS = "_thread" "_ExceptHookArgs" true ["exc_type" "exc_value" "exc_traceback" "thread"] [] 0;
    SIGNAL_INFO = "signal" "struct_siginfo" true ["si_signo" "si_code" "si_errno" "si_pid" "si_uid" "si_status" "si_band"] [] 0;
    UNRAISABLE = "sys" "UnraisableHookArgs" false ["exc_type" "exc_value" "exc_traceback" "err_msg" "object"] [] 0;
    STRUCT_TIME = "time" "struct_time" true
        ["tm_year" "tm_mon" "tm_mday" "tm_hour" "tm_min" "tm_sec" "tm_wday" "tm_yday" "tm_isdst"] ["tm_zone" "tm_gmtoff"] class_flag::HAS_DICT;
    STAT_RESULT = "os" "stat_result" true
        ["st_mode" "st_ino" "st_dev" "st_nlink" "st_uid" "st_gid" "st_size"]
        ["st_atime" "st_mtime" "st_ctime" "st_atime_ns" "st_mtime_ns" "st_ctime_ns" "st_blksize" "st_blocks" "st_rdev"] class_flag::HAS_DICT;
    TERMINAL_SIZE = "os" "terminal_size" true ["columns" "lines"] [] 0;
    TIMES_RESULT = "posix" "times_result" true ["user" "system" "children_user" "children_system" "elapsed"] [] 0;
    WAITID_RESULT = "posix" "waitid_result" true ["si_pid" "si_uid" "si_signo" "si_status" "si_code"] [] 0;
    RUSAGE = "resource" "struct_rusage" true
        ["ru_utime" "ru_stime" "ru_maxrss" "ru_ixrss" "ru_idrss" "ru_isrss" "ru_minflt" "ru_majflt" "ru_nswap" "ru_inblock"
         "ru_oublock" "ru_msgsnd" "ru_msgrcv" "ru_nsignals" "ru_nvcsw" "ru_nivcsw"] [] 0;
    UNAME_RESULT = "posix" "uname_result" true ["sysname" "nodename" "release" "version" "machine"] [] 0;
}

/// The class of a row.
pub fn class(vm: &Vm, row: &'static Sequence) -> Class {
    super::class_of(vm, row.key, &row.spec, &vm.types.tuple, <Tuple as crate::memory::Payload>::KIND)
}

/// An instance of a row: visible values, then hidden ones.
pub fn make(vm: &Vm, row: &'static Sequence, visible: Vec<Value>, hidden: Vec<Value>) -> PyResult {
    let class = class(vm, row);
    let object = tuple::new_of_class(vm, &class, visible)?;
    for (name, value) in row.hidden.iter().zip(hidden) {
        ops::set_attr(vm, &object, &vm.intern(name), Some(value))?;
    }
    Ok(object)
}

fn row_of(class: &Class) -> Option<&'static Sequence> {
    let spec = class.spec?;
    ALL.iter().copied().find(|row| std::ptr::eq(&row.spec, spec))
}

/// The number of visible items: `stat_result` shows three times after its named ones.
fn visible(row: &Sequence) -> usize {
    if row.key == STAT_RESULT.key { 10 } else { row.fields.len() }
}

fn constants(vm: &Vm, class: &Class) {
    let Some(row) = row_of(class) else { return };
    let namespace = class.namespace();
    let set = |name: &str, value: Value| PyDict::set_interned(&namespace, vm.intern(name), value);
    let count = |count: usize| Value::small_int(count as i64);
    let unnamed = visible(row) - row.fields.len();
    set("n_sequence_fields", count(visible(row)));
    set("n_fields", count(visible(row) + row.hidden.len()));
    set("n_unnamed_fields", count(unnamed));
    set("__match_args__", vm.new_tuple(row.fields.iter().map(|name| vm.intern(name)).collect()));
}

fn sequence_repr(vm: &Vm, value: &Value) -> PyResult {
    let class = vm.class_of(value).clone();
    let (Some(row), Some(tuple)) = (row_of(&class), value.get::<Tuple>()) else { return object::default_repr(vm, value) };
    let mut parts = Vec::new();
    let names =
        row.fields.iter().copied().chain(
            if row.key == STAT_RESULT.key { ["st_atime", "st_mtime", "st_ctime"].as_slice() } else { &[] }.iter().copied(),
        );
    for (name, item) in names.zip(tuple.items().to_vec()) {
        parts.push(format!("{name}={}", ops::repr_text(vm, &item)?));
    }
    Ok(vm.new_string(format!("{}({})", row.key, parts.join(", "))))
}

fn sequence_new(vm: &Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(class) = as_class(class) else { return Err(messages::type_error(vm, "expected a class")) };
    let Some(row) = row_of(class) else { return Err(object::cannot_create(vm, class)) };
    if !row.open {
        return Err(messages::type_error(vm, &format!("cannot create '{}' instances", row.key)));
    }
    let bound = crate::objects::native::bind_new(vm, row.spec.name, "(sequence, dict=<unrepresentable>)", args)?;
    let Some(sequence) = bound.first() else { return Ok(Value::NONE) };
    let iterable = match ops::iter(vm, sequence) {
        Ok(iterator) => iterator,
        Err(_) => {
            drop(vm.take_exception());
            return Err(messages::type_error(vm, "constructor requires a sequence"));
        }
    };
    let mut items = ops::collect(vm, &iterable)?;
    let (least, most) = (visible(row), visible(row) + row.hidden.len());
    if items.len() < least || items.len() > most {
        let how = match (least == most, items.len() < least) {
            (true, _) => format!("a {least}-sequence"),
            (false, true) => format!("an at least {least}-sequence"),
            (false, false) => format!("an at most {most}-sequence"),
        };
        let message = format!("{}() takes {how} ({}-sequence given)", row.key, items.len());
        return Err(messages::type_error(vm, &message));
    }
    let mut hidden = items.split_off(least);
    hidden.resize(row.hidden.len(), Value::NONE);
    if row.key == STAT_RESULT.key {
        for (place, time) in hidden.iter_mut().zip(items.iter().skip(7)) {
            if place.is_none() {
                *place = time.clone();
            }
        }
    }
    make(vm, row, items, hidden)
}
