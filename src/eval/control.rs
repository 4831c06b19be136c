//! `if`, `while`, `for`, `break`, `continue`, `return`, and the ends of chains.

use super::compare::Cond;
use super::target::Target;
use crate::memory::{PyResult, Tuple, Value, keep_branch};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::list::PyList;
use crate::objects::ops;

/// The end of a block: it completed normally.
pub struct End;

impl Node for End {
    #[inline]
    fn eval(&self, _frame: &Frame) -> PyResult {
        Ok(Value::NORMAL)
    }
}

/// `break`, `continue`: a completion word on its way to the loop.
pub struct Complete(pub Value);

impl Node for Complete {
    #[inline]
    fn eval(&self, _frame: &Frame) -> PyResult {
        Ok(self.0.clone())
    }
}

/// An expression whose value is not used.
pub struct Discard {
    pub value: NodeRef,
    pub next: NodeRef,
}

impl Node for Discard {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        if value.is_object() {
            return super::target::drop_and_go(frame, value, self.next);
        }
        self.next.eval(frame)
    }
}

/// `if`: both arms go on with what follows the statement.
pub struct If<C> {
    pub condition: C,
    pub then: NodeRef,
    pub otherwise: NodeRef,
}

impl<C: Cond> Node for If<C> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        if self.condition.check(frame)? {
            keep_branch();
            return self.then.eval(frame);
        }
        self.otherwise.eval(frame)
    }
}

/// `while`; `otherwise` goes on with `next` by itself.
pub struct While<C> {
    pub condition: C,
    pub body: NodeRef,
    pub otherwise: NodeRef,
    pub next: NodeRef,
}

impl<C: Cond> Node for While<C> {
    #[inline]
    fn eval(&self, frame: &Frame) -> PyResult {
        loop {
            if !self.condition.check(frame)? {
                return self.otherwise.eval(frame);
            }
            let completion = self.body.eval(frame)?;
            if !completion.is_normal() {
                if completion.is(&Value::BREAK) {
                    return self.next.eval(frame);
                }
                if !completion.is(&Value::CONTINUE) {
                    return Ok(completion);
                }
            }
            frame.vm.poll()?;
        }
    }
}

/// How a loop ended. What follows the statement runs only after the loop has
/// let go of its iterator.
enum LoopEnd {
    Exhausted,
    Broken,
    Completed(Value),
}

/// What a loop does after its body: go on, or end.
macro_rules! after_body {
    ($frame:ident, $completion:expr) => {
        let completion = $completion;
        if !completion.is_normal() {
            if completion.is(&Value::BREAK) {
                return Ok(LoopEnd::Broken);
            }
            if !completion.is(&Value::CONTINUE) {
                return Ok(LoopEnd::Completed(completion));
            }
        }
        $frame.vm.poll()?;
    };
}

/// `for target in iterable`.
pub struct For {
    pub target: Target,
    pub iterable: NodeRef,
    pub body: NodeRef,
    pub otherwise: NodeRef,
    pub next: NodeRef,
    pub position: u32,
}

impl Node for For {
    fn eval(&self, frame: &Frame) -> PyResult {
        let end = self.run(frame)?;
        self.leave(frame, end)
    }
}

impl For {
    #[inline(always)]
    fn leave(&self, frame: &Frame, end: LoopEnd) -> PyResult {
        match end {
            LoopEnd::Exhausted => self.otherwise.eval(frame),
            LoopEnd::Broken => self.next.eval(frame),
            LoopEnd::Completed(value) => Ok(value),
        }
    }

    fn run(&self, frame: &Frame) -> PyResult<LoopEnd> {
        let iterable = self.iterable.eval(frame)?;
        frame.at(self.position);
        let vm = frame.vm;
        let class = vm.class_of(&iterable);
        if class.same(&vm.types.list) {
            return self.over_list(frame, iterable);
        }
        if class.same(&vm.types.tuple) {
            return self.over_tuple(frame, iterable);
        }
        if class.same(&vm.types.range)
            && let Some((start, stop, step)) = crate::objects::range::small_bounds(&iterable)
        {
            drop(iterable);
            return self.over_range(frame, start, stop, step);
        }
        let iterator = ops::iter(vm, &iterable)?;
        drop(iterable);
        self.over_iterator(frame, iterator)
    }

    fn over_list(&self, frame: &Frame, iterable: Value) -> PyResult<LoopEnd> {
        let Some(list) = iterable.get::<PyList>() else { return Ok(LoopEnd::Exhausted) };
        let mut index = 0;
        while let Some(item) = list.get(index) {
            index += 1;
            self.bind(frame, item)?;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }

    fn over_tuple(&self, frame: &Frame, iterable: Value) -> PyResult<LoopEnd> {
        let Some(tuple) = iterable.get::<Tuple>() else { return Ok(LoopEnd::Exhausted) };
        for item in tuple.items() {
            self.bind(frame, item.clone())?;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }

    fn over_range(&self, frame: &Frame, start: i64, stop: i64, step: i64) -> PyResult<LoopEnd> {
        let mut counter = start;
        if let Target::Local(slot) = self.target {
            while if step > 0 { counter < stop } else { counter > stop } {
                frame.slots.set(slot as usize, Value::small_int(counter));
                counter += step;
                after_body!(frame, self.body.eval(frame)?);
            }
            return Ok(LoopEnd::Exhausted);
        }
        while if step > 0 { counter < stop } else { counter > stop } {
            self.bind(frame, Value::small_int(counter))?;
            counter += step;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }

    fn over_iterator(&self, frame: &Frame, iterator: Value) -> PyResult<LoopEnd> {
        let vm = frame.vm;
        if iterator.is_kind::<crate::objects::generator::PyGenerator>() && vm.class_of(&iterator).same(&vm.types.generator) {
            return self.over_generator(frame, iterator);
        }
        let Some(next) = vm.class_of(&iterator).slots(|slots| slots.next) else {
            return Err(crate::objects::exception::messages::not_an_iterator(vm, &iterator));
        };
        loop {
            frame.at(self.position);
            let item = match next(vm, &iterator) {
                Ok(item) => item,
                Err(raised) => {
                    if vm.take_plain_stop_iteration() {
                        break;
                    }
                    return Err(raised);
                }
            };
            if item.is_done() {
                break;
            }
            self.bind(frame, item)?;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }

    fn over_generator(&self, frame: &Frame, iterator: Value) -> PyResult<LoopEnd> {
        loop {
            frame.at(self.position);
            let item = super::generator::step(frame.vm, &iterator)?;
            if item.is_done() {
                break;
            }
            self.bind(frame, item)?;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }

    #[inline(always)]
    fn bind(&self, frame: &Frame, item: Value) -> PyResult<()> {
        if let Target::Local(slot) = self.target {
            frame.slots.set(slot as usize, item);
            return Ok(());
        }
        self.target.store(frame, item)
    }
}

/// `for slot in range(...)` while `range` is the built-in: no range object,
/// no iterator.
pub struct ForRange {
    /// Loads whatever `range` means now.
    pub callee: NodeRef,
    pub arguments: Vec<NodeRef>,
    pub slot: u32,
    pub body: NodeRef,
    pub general: For,
    pub call_position: u32,
}

impl Node for ForRange {
    fn eval(&self, frame: &Frame) -> PyResult {
        let callee = self.callee.eval(frame)?;
        let vm = frame.vm;
        let mut numbers = [0i64; 3];
        let mut values: Vec<Value> = Vec::new();
        let is_range = callee.is(vm.types.range.value());
        let mut simple = is_range;
        for (index, argument) in self.arguments.iter().enumerate() {
            let value = argument.eval(frame)?;
            if simple && let (Some(number), Some(place)) = (value.as_int(), numbers.get_mut(index)) {
                *place = number;
                continue;
            }
            if values.is_empty() {
                values.extend(numbers.iter().take(index).map(|&number| Value::small_int(number)));
            }
            simple = false;
            values.push(value);
        }
        let (start, stop, step) = match self.arguments.len() {
            1 => (0, numbers[0], 1),
            2 => (numbers[0], numbers[1], 1),
            _ => (numbers[0], numbers[1], numbers[2]),
        };
        if !simple || step == 0 || step.unsigned_abs() > 1 << 32 {
            if values.is_empty() {
                values.extend(numbers.iter().take(self.arguments.len()).map(|&number| Value::small_int(number)));
            }
            frame.at(self.call_position);
            let iterable = vm.call_values(&callee, &values)?;
            drop(callee);
            frame.at(self.general.position);
            let iterator = ops::iter(vm, &iterable)?;
            drop(iterable);
            let end = self.general.over_iterator(frame, iterator)?;
            return self.general.leave(frame, end);
        }
        drop(callee);
        let end = self.count(frame, start, stop, step)?;
        self.general.leave(frame, end)
    }
}

impl ForRange {
    #[inline]
    fn count(&self, frame: &Frame, start: i64, stop: i64, step: i64) -> PyResult<LoopEnd> {
        let mut counter = start;
        let slot = self.slot as usize;
        if step == 1 {
            while counter < stop {
                frame.slots.set(slot, Value::small_int(counter));
                counter += 1;
                after_body!(frame, self.body.eval(frame)?);
            }
            return Ok(LoopEnd::Exhausted);
        }
        while if step > 0 { counter < stop } else { counter > stop } {
            frame.slots.set(slot, Value::small_int(counter));
            counter += step;
            after_body!(frame, self.body.eval(frame)?);
        }
        Ok(LoopEnd::Exhausted)
    }
}

/// `return` without a value, and the end of a function.
pub struct ReturnNone;

impl Node for ReturnNone {
    #[inline]
    fn eval(&self, _frame: &Frame) -> PyResult {
        Ok(Value::NONE)
    }
}
