//! Slots: the operations of a class as plain functions.
//!
//! A built-in type fills a [`Slots`] table in its own file. A class written in
//! Python inherits its bases' slots, and each special method it defines puts a
//! trampoline (`objects::trampoline`) into the matching slot. The evaluator and
//! all natives call slots only, so they need not know which kind they meet.

use super::call::CallArgs;
use super::vm::Vm;
use crate::memory::{PyResult, Value};

pub type Unary = fn(&Vm, &Value) -> PyResult;
pub type Binary = fn(&Vm, &Value, &Value) -> PyResult;
pub type Ternary = fn(&Vm, &Value, &Value, &Value) -> PyResult;
pub type Hash = fn(&Vm, &Value) -> PyResult<i64>;
pub type Length = fn(&Vm, &Value) -> PyResult<usize>;
pub type Truth = fn(&Vm, &Value) -> PyResult<bool>;
pub type Contains = fn(&Vm, &Value, &Value) -> PyResult<bool>;
pub type Compare = fn(&Vm, &Value, &Value, CompareOp) -> PyResult;
pub type Call = fn(&Vm, &Value, CallArgs<'_>) -> PyResult;
pub type Init = fn(&Vm, &Value, CallArgs<'_>) -> PyResult<()>;
/// `class` is the class to make an instance of.
pub type New = fn(&Vm, &Value, CallArgs<'_>) -> PyResult;
/// Attribute access by interned name.
pub type GetAttr = fn(&Vm, &Value, &Value) -> PyResult;
/// `None` deletes.
pub type SetAttr = fn(&Vm, &Value, &Value, Option<Value>) -> PyResult<()>;
/// Item assignment; `None` deletes.
pub type SetItem = fn(&Vm, &Value, &Value, Option<Value>) -> PyResult<()>;
/// `(descriptor, instance, owner)`; no instance when looked up on the class.
pub type DescrGet = fn(&Vm, &Value, Option<&Value>, &Value) -> PyResult;
/// `(descriptor, instance, value)`; no value deletes.
pub type DescrSet = fn(&Vm, &Value, &Value, Option<Value>) -> PyResult<()>;
pub type Repeat = fn(&Vm, &Value, &Value) -> PyResult;

/// Rich comparisons, in CPython's order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// The operator with its operands exchanged.
    pub fn swapped(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Eq => CompareOp::Eq,
            CompareOp::Ne => CompareOp::Ne,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
        }
    }

    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// What the operator says of an ordering.
    #[inline(always)]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

/// Binary operators with reflected and in-place forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Mod,
    Pow,
    Lshift,
    Rshift,
    And,
    Xor,
    Or,
    FloorDiv,
    TrueDiv,
    MatMul,
    Divmod,
}

pub const BINARY_OPS: usize = 14;

impl BinaryOp {
    pub const ALL: [BinaryOp; BINARY_OPS] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::Lshift,
        BinaryOp::Rshift,
        BinaryOp::And,
        BinaryOp::Xor,
        BinaryOp::Or,
        BinaryOp::FloorDiv,
        BinaryOp::TrueDiv,
        BinaryOp::MatMul,
        BinaryOp::Divmod,
    ];

    /// The operator as error messages show it.
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "%", "** or pow()", "<<", ">>", "&", "^", "|", "//", "/", "@", "divmod()"][self as usize]
    }

    pub fn inplace_symbol(self) -> &'static str {
        ["+=", "-=", "*=", "%=", "**=", "<<=", ">>=", "&=", "^=", "|=", "//=", "/=", "@=", "divmod()"][self as usize]
    }
}

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident : $type:ty,)*) => {
        /// The operations of a class. `None`: the class has no such operation.
        #[derive(Clone, Copy)]
        pub struct Slots {
            $($(#[$doc])* pub $name: Option<$type>,)*
            /// `a op b`, tried with this class's value on either side.
            pub binary: [Option<Binary>; BINARY_OPS],
            pub inplace: [Option<Binary>; BINARY_OPS],
        }

        impl Slots {
            pub const EMPTY: Slots = Slots {
                $($name: None,)*
                binary: [None; BINARY_OPS],
                inplace: [None; BINARY_OPS],
            };

            /// Takes over the base's slots where this table has none.
            pub fn inherit(&mut self, base: &Slots) {
                // Comparison and hash go together: a class that defines one of
                // them inherits neither.
                let own = (self.hash, self.compare);
                $(if self.$name.is_none() { self.$name = base.$name; })*
                if own.0.is_some() || own.1.is_some() {
                    (self.hash, self.compare) = own;
                }
                for index in 0..BINARY_OPS {
                    if self.binary[index].is_none() { self.binary[index] = base.binary[index]; }
                    if self.inplace[index].is_none() { self.inplace[index] = base.inplace[index]; }
                }
            }
        }
    };
}

slots! {
    repr: Unary,
    str: Unary,
    hash: Hash,
    call: Call,
    getattr: GetAttr,
    setattr: SetAttr,
    compare: Compare,
    iter: Unary,
    /// The next item, or `Value::DONE`; raises StopIteration only to carry a value.
    next: Unary,
    descr_get: DescrGet,
    descr_set: DescrSet,
    init: Init,
    new: New,
    finalize: Unary,
    neg: Unary,
    pos: Unary,
    abs: Unary,
    invert: Unary,
    truth: Truth,
    int: Unary,
    float: Unary,
    index: Unary,
    /// Three-argument `pow`.
    pow3: Ternary,
    length: Length,
    getitem: Binary,
    setitem: SetItem,
    contains: Contains,
    /// `+` of sequences, tried after `binary`.
    concat: Binary,
    /// `*` of sequences by an integer, tried after `binary`.
    repeat: Repeat,
    inplace_concat: Binary,
    inplace_repeat: Repeat,
    await_: Unary,
    aiter: Unary,
    anext: Unary,
    /// The bytes that a bytes-like object shows (see `objects::buffer`).
    buffer: &'static super::buffer::BufferAccess,
}

impl Slots {
    /// A table built from binary operators: `(operator, function)` rows.
    pub const fn with_binary(mut self, rows: &[(BinaryOp, Binary)]) -> Slots {
        let mut index = 0;
        while index < rows.len() {
            self.binary[rows[index].0 as usize] = Some(rows[index].1);
            index += 1;
        }
        self
    }

    pub const fn with_inplace(mut self, rows: &[(BinaryOp, Binary)]) -> Slots {
        let mut index = 0;
        while index < rows.len() {
            self.inplace[rows[index].0 as usize] = Some(rows[index].1);
            index += 1;
        }
        self
    }
}
