//! Making functions, and the errors of calls to them.

use crate::memory::{Guarded, Handle, PyResult, Raised, Tuple, Value};
use crate::objects::call::CallArgs;
use crate::objects::code::PyCode;
use crate::objects::exception::messages;
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::function::PyFunction;
use crate::objects::vm::Vm;
use crate::objects::{dict, str};
use std::cell::Cell;

/// A `def`, a `lambda` or an inner block, as lowering describes it.
pub struct MakeFunction {
    pub code: Handle<PyCode>,
    pub defaults: Vec<NodeRef>,
    /// Interned names and default values of keyword-only parameters.
    pub keyword_defaults: Vec<(Value, NodeRef)>,
    pub annotations: Vec<(Value, NodeRef)>,
    /// Slots of the cells that the function captures.
    pub closure: Vec<u32>,
    pub position: u32,
}

impl Node for MakeFunction {
    fn eval(&self, frame: &Frame) -> PyResult {
        let vm = frame.vm;
        let defaults = if self.defaults.is_empty() {
            Value::NONE
        } else {
            let values: PyResult<Vec<Value>> = self.defaults.iter().map(|node| node.eval(frame)).collect();
            vm.new_tuple(values?)
        };
        let keyword_defaults = if self.keyword_defaults.is_empty() { Value::NONE } else { named(frame, &self.keyword_defaults)? };
        let annotations = if self.annotations.is_empty() { Value::UNBOUND } else { named(frame, &self.annotations)? };
        frame.at(self.position);
        let function = new_function(frame, &self.code, &self.closure);
        drop(function.defaults.replace(defaults));
        drop(function.keyword_defaults.replace(keyword_defaults));
        drop(function.annotations.replace(annotations));
        Ok(function.into_value())
    }
}

fn named(frame: &Frame, entries: &[(Value, NodeRef)]) -> PyResult {
    let dict = frame.vm.new_dict();
    for (name, node) in entries {
        let value = node.eval(frame)?;
        dict::set_item(frame.vm, &dict, name, value)?;
    }
    Ok(dict)
}

/// A function object over the running frame's globals and cells.
pub fn new_function(frame: &Frame, code: &Handle<PyCode>, closure: &[u32]) -> Handle<PyFunction> {
    let vm = frame.vm;
    let globals = Handle::revive(&*frame.globals as *const dict::PyDict as u64).unwrap_or_else(|| vm.builtins.clone());
    let builtins = Handle::revive(&*frame.builtins as *const dict::PyDict as u64).unwrap_or_else(|| vm.builtins.clone());
    let cells = if closure.is_empty() {
        Value::UNBOUND
    } else {
        vm.new_tuple(closure.iter().map(|&slot| frame.slots.get(slot as usize)).collect())
    };
    let module = globals.get_interned(&vm.names.__name__).unwrap_or(Value::NONE);
    let payload = PyFunction {
        code: Guarded::new(code.clone()),
        globals,
        builtins,
        closure: cells,
        defaults: Guarded::new(Value::NONE),
        keyword_defaults: Guarded::new(Value::NONE),
        name: Guarded::new(code.name.clone()),
        qualname: Guarded::new(code.qualname.clone()),
        doc: Guarded::new(code.docstring.clone()),
        module: Guarded::new(module),
        annotations: Guarded::new(Value::UNBOUND),
        type_params: Guarded::new(Value::UNBOUND),
        dict: Guarded::new(Value::UNBOUND),
        version: Cell::new(0),
    };
    Handle::new(vm.types.function.to_value(), payload)
}

/// The first thing a body does when it has cells or free variables: moves
/// captured parameters into cells, makes the other cells, and takes the
/// function's closure into the frame.
pub struct Prologue {
    pub first_cell: u32,
    pub cells: u32,
    pub cell_parameters: Vec<(u32, u32)>,
    pub first_free: u32,
    pub free: u32,
    pub next: NodeRef,
}

impl Node for Prologue {
    fn eval(&self, frame: &Frame) -> PyResult {
        self.prepare(frame);
        self.next.eval(frame)
    }
}

impl Prologue {
    #[inline(always)]
    fn prepare(&self, frame: &Frame) {
        let vm = frame.vm;
        for cell in 0..self.cells {
            let parameter = self.cell_parameters.iter().find(|pair| pair.1 == cell);
            let value = match parameter {
                Some(&(slot, _)) => frame.slots.take(slot as usize),
                None => Value::UNBOUND,
            };
            frame.slots.set((self.first_cell + cell) as usize, vm.new_cell(value));
        }
        if self.free > 0
            && let Some(function) = frame.function.get::<PyFunction>()
            && let Some(closure) = function.closure.get::<Tuple>()
        {
            for (index, cell) in closure.items().iter().enumerate() {
                frame.slots.set(self.first_free as usize + index, cell.clone());
            }
        }
    }
}

// ---- errors ----

fn name_of(function: &PyFunction) -> String {
    str::text_of(&function.qualname.copy())
}

/// "f() takes 1 positional argument but 2 were given" and its variants.
pub fn too_many_positional(vm: &Vm, function: &PyFunction, code: &PyCode, frame: &Frame, given: usize) -> Raised {
    let positional = code.argument_count as usize;
    let first = positional;
    let keyword_given =
        (first..first + code.keyword_only_count as usize).filter(|&slot| !frame.slots.at(slot).is_unbound()).count();
    let defaults = function.defaults.copy().get::<Tuple>().map_or(0, Tuple::len);
    let (plural, takes) = if defaults > 0 {
        (positional != 1, format!("from {} to {positional}", positional as i64 - defaults as i64))
    } else {
        (positional != 1, positional.to_string())
    };
    let keywords = if keyword_given > 0 {
        format!(
            " positional argument{} (and {keyword_given} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if keyword_given == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    let was = if given == 1 && keyword_given == 0 { "was" } else { "were" };
    let message = format!(
        "{}() takes {takes} positional argument{} but {given}{keywords} {was} given",
        name_of(function),
        if plural { "s" } else { "" }
    );
    messages::type_error(vm, &message)
}

/// "f() missing 2 required positional arguments: 'a' and 'b'".
pub fn missing_arguments(vm: &Vm, function: &PyFunction, code: &PyCode, missing: &[usize], kind: &str) -> Raised {
    let names: Vec<String> =
        missing.iter().map(|&slot| format!("'{}'", code.local_names.get(slot).map(str::text_of).unwrap_or_default())).collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [others @ .., last] => format!("{}, and {last}", others.join(", ")),
        [] => String::new(),
    };
    let message = format!(
        "{}() missing {} required {kind} argument{}: {list}",
        name_of(function),
        names.len(),
        if names.len() == 1 { "" } else { "s" }
    );
    messages::type_error(vm, &message)
}

/// The keyword has no parameter, or only a positional-only one.
pub fn unexpected_keyword(vm: &Vm, function: &PyFunction, code: &PyCode, args: CallArgs<'_>, name: &Value) -> Raised {
    let positional_only = code.local_names.get(..code.positional_only_count as usize).unwrap_or(&[]);
    let wrong: Vec<String> = positional_only
        .iter()
        .filter(|known| args.by_keyword().any(|(given, _)| vm.intern_value(given).is(known)))
        .map(str::text_of)
        .collect();
    if !wrong.is_empty() {
        let message = format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            name_of(function),
            wrong.join(", ")
        );
        return messages::type_error(vm, &message);
    }
    let text = str::text_of(name);
    let first = code.positional_only_count as usize;
    let named = (code.argument_count + code.keyword_only_count) as usize;
    let candidates: Vec<String> = code.local_names.get(first..named).unwrap_or(&[]).iter().map(str::text_of).collect();
    let hint = match crate::objects::exception::display::closest(&text, candidates.iter().map(String::as_str)) {
        Some(closest) => format!(". Did you mean '{closest}'?"),
        None => String::new(),
    };
    messages::type_error(vm, &format!("{}() got an unexpected keyword argument '{text}'{hint}", name_of(function)))
}
