//! Nodes that look up from work where ordinary programs do not: between
//! statements, and between reading and writing of `x += y`.
//!
//! They exist only while a seed decides who runs, so that races which need a
//! switch at an unlucky place are found. CPython switches at calls and jumps.

use crate::memory::PyResult;
use crate::objects::frame::{Frame, Node, NodeRef};

/// Looks up and goes on.
pub struct LookUpThen {
    pub next: NodeRef,
}

impl Node for LookUpThen {
    fn eval(&self, frame: &Frame) -> PyResult {
        frame.vm.poll()?;
        self.next.eval(frame)
    }
}

/// Evaluates an expression and looks up.
pub struct ThenLookUp {
    pub value: NodeRef,
}

impl Node for ThenLookUp {
    fn eval(&self, frame: &Frame) -> PyResult {
        let value = self.value.eval(frame)?;
        frame.vm.poll()?;
        Ok(value)
    }
}
