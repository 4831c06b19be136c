//! `and`, `or`, `not` and the conditional expression.

use crate::memory::{PyResult, Value};
use crate::objects::frame::{Frame, Node, NodeRef};
use crate::objects::ops;

/// `a and b`, `a or b`.
pub struct Logic {
    pub first: NodeRef,
    pub rest: Vec<NodeRef>,
    pub is_or: bool,
}

impl Node for Logic {
    fn eval(&self, frame: &Frame) -> PyResult {
        let mut value = self.first.eval(frame)?;
        for operand in &self.rest {
            if ops::truth(frame.vm, &value)? == self.is_or {
                return Ok(value);
            }
            value = operand.eval(frame)?;
        }
        Ok(value)
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        if self.first.test(frame)? == self.is_or {
            return Ok(self.is_or);
        }
        for operand in &self.rest {
            if operand.test(frame)? == self.is_or {
                return Ok(self.is_or);
            }
        }
        Ok(!self.is_or)
    }
}

pub struct Not(pub NodeRef);

impl Node for Not {
    fn eval(&self, frame: &Frame) -> PyResult {
        Ok(Value::bool(!self.0.test(frame)?))
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        Ok(!self.0.test(frame)?)
    }
}

/// `a if c else b`.
pub struct Choose {
    pub condition: NodeRef,
    pub then: NodeRef,
    pub otherwise: NodeRef,
}

impl Node for Choose {
    fn eval(&self, frame: &Frame) -> PyResult {
        if self.condition.test(frame)? {
            crate::memory::keep_branch();
            return self.then.eval(frame);
        }
        self.otherwise.eval(frame)
    }

    fn test(&self, frame: &Frame) -> PyResult<bool> {
        if self.condition.test(frame)? {
            return self.then.test(frame);
        }
        self.otherwise.test(frame)
    }
}
