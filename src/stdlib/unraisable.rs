//! Exceptions that nobody can catch, and warnings of the compiler.

use super::{import, struct_sequence, sys};
use crate::memory::{PyResult, Value};
use crate::objects::exception::{PyException, display};
use crate::objects::native::{Method, function};
use crate::objects::vm::Vm;
use taipan_grammar::ast::Span;

/// The function behind `messages::warn`.
const WARN: Method = function("warn", "(message, category, /)", warn, "Issue a warning through the module warnings.");

/// Complains about a coroutine that nobody awaited; `warnings` knows how.
const UNAWAITED: Method = function("_warn_unawaited_coroutine", "(coro, /)", warn_unawaited, "Warn about a forgotten coroutine.");

/// Connects natives that warn with the module `warnings`, which is loaded on first use.
pub fn install(vm: &Vm) {
    vm.register("warnings.warn", vm.new_native(&WARN, None, Value::UNBOUND, Value::NONE));
    vm.register("warnings.unawaited", vm.new_native(&UNAWAITED, None, Value::UNBOUND, Value::NONE));
}

fn warn_unawaited(vm: &Vm, args: &[Value]) -> PyResult {
    let function = import::import_attribute(vm, "warnings", "_warn_unawaited_coroutine")?;
    vm.call_values(&function, args)
}

fn warn(vm: &Vm, args: &[Value]) -> PyResult {
    let function = import::import_attribute(vm, "warnings", "warn")?;
    vm.call_values(&function, args)
}

/// Reports the pending exception through `sys.unraisablehook`.
pub fn report(vm: &Vm, object: &Value, message: Option<&str>) {
    let exception = vm.take_exception();
    report_exception(vm, &exception, object, message);
}

pub fn report_exception(vm: &Vm, exception: &Value, object: &Value, message: Option<&str>) {
    if exception.is_unbound() {
        return;
    }
    let hook = sys::attribute(vm, &vm.names.unraisablehook).filter(|hook| !hook.is_none());
    let own = hook
        .as_ref()
        .and_then(|hook| hook.get::<crate::objects::native::PyNative>())
        .is_some_and(|native| native.row.name == "unraisablehook");
    match hook {
        Some(hook) if !own => {
            let traceback = exception.get::<PyException>().map_or(Value::NONE, |payload| payload.traceback.copy());
            let fields = vec![
                vm.class_of(exception).to_value(),
                exception.clone(),
                traceback,
                message.map_or(Value::NONE, |message| vm.new_str(message)),
                object.clone(),
            ];
            let result = struct_sequence::make(vm, &struct_sequence::UNRAISABLE, fields, Vec::new())
                .and_then(|info| vm.call_values(&hook, &[info]));
            if result.is_err() {
                let failed = vm.take_exception();
                show(vm, &failed, &hook, Some("Exception ignored in sys.unraisablehook"));
            }
        }
        _ => show(vm, exception, object, message),
    }
}

/// Writes the report itself.
pub fn show(vm: &Vm, exception: &Value, object: &Value, message: Option<&str>) {
    display::write_unraisable(vm, exception, object, message);
}

/// A warning of the compiler: through `warnings` once that is loaded, else in
/// its plain form on standard error.
pub fn warn_syntax(vm: &Vm, message: &str, category: &str, filename: &Value, span: Span, source: &str) -> PyResult<()> {
    let line = span.line;
    let class = super::builtins::class_named(vm, category).unwrap_or_else(|| vm.errors.syntax_warning.clone());
    let warnings = match import::import_absolute(vm, "warnings") {
        Ok(module) => module,
        Err(raised) => {
            if !vm.pending_is(&vm.errors.import_error) {
                return Err(raised);
            }
            drop(vm.take_exception());
            let name = crate::objects::str::text_of(filename);
            let text = source
                .lines()
                .nth((line as usize).saturating_sub(1))
                .map_or(String::new(), |text| format!("  {}\n", text.trim()));
            sys::write_error(vm, &format!("{name}:{line}: {category}: {message}\n{text}"));
            return Ok(());
        }
    };
    let function = crate::objects::ops::get_attr(vm, &warnings, &vm.intern("warn_explicit"))?;
    let arguments = [vm.new_str(message), class.to_value(), filename.clone(), vm.new_int(i64::from(line))];
    let result = vm.call_values(&function, &arguments);
    if let Err(raised) = result {
        if !vm.pending_is(&class) {
            return Err(raised);
        }
        // A filter that turns the warning into an error makes it a SyntaxError.
        drop(vm.take_exception());
        let text =
            source.lines().nth((line as usize).saturating_sub(1)).map_or(Value::NONE, |text| vm.new_string(format!("{text}\n")));
        let place = vm.tuple_of([
            filename.clone(),
            vm.new_int(i64::from(span.line)),
            vm.new_int(i64::from(span.column) + 1),
            text,
            vm.new_int(i64::from(span.end_line)),
            vm.new_int(i64::from(span.end_column) + 1),
        ]);
        let exception = vm.call_values(vm.errors.syntax_error.value(), &[vm.new_str(message), place])?;
        return Err(vm.raise_new(exception));
    }
    Ok(())
}
