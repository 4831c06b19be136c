//! `itertools`: the building blocks of iteration.
//!
//! Each file holds a family. Every `next` passes the recursion gate, because
//! iterators can be stacked as deep as a program likes, and lets go of nothing
//! while a borrow lasts. Copying and pickling (deprecated in 3.13) work for
//! `count`, `repeat` and `tee` only; the others say so with a TypeError.

mod chain;
mod combine;
mod endless;
mod filter;
mod group;
mod pieces;
mod tee;

use super::ModuleSpec;
use super::natives::{OPEN, add_class};
use crate::memory::{PyResult, Value};
use crate::objects::class::TypeSpec;
use crate::objects::exception::messages;
use crate::objects::iterators::itself;
use crate::objects::kinds;
use crate::objects::native::{Method, function, method};
use crate::objects::slots::{New, Slots, Unary};
use crate::objects::vm::Vm;

pub const MODULE: ModuleSpec = ModuleSpec {
    name: "itertools",
    doc: "Functions that make iterators out of iterators.",
    functions: FUNCTIONS,
    setup: Some(|vm, module| {
        add_class(vm, module, &endless::COUNT, kinds::COUNT);
        add_class(vm, module, &endless::CYCLE, kinds::CYCLE);
        add_class(vm, module, &endless::REPEAT, kinds::REPEAT);
        add_class(vm, module, &filter::ACCUMULATE, kinds::ACCUMULATE);
        add_class(vm, module, &filter::COMPRESS, kinds::COMPRESS);
        add_class(vm, module, &filter::DROPWHILE, kinds::DROPWHILE);
        add_class(vm, module, &filter::TAKEWHILE, kinds::TAKEWHILE);
        add_class(vm, module, &filter::FILTERFALSE, kinds::FILTERFALSE);
        add_class(vm, module, &filter::STARMAP, kinds::STARMAP);
        add_class(vm, module, &pieces::BATCHED, kinds::BATCHED);
        add_class(vm, module, &pieces::ISLICE, kinds::ISLICE);
        add_class(vm, module, &pieces::PAIRWISE, kinds::PAIRWISE);
        add_class(vm, module, &chain::CHAIN, kinds::CHAIN);
        add_class(vm, module, &chain::ZIP_LONGEST, kinds::ZIP_LONGEST);
        add_class(vm, module, &group::GROUPBY, kinds::GROUPBY);
        add_class(vm, module, &group::GROUPER, kinds::GROUPER);
        add_class(vm, module, &combine::PRODUCT, kinds::PRODUCT);
        add_class(vm, module, &combine::PERMUTATIONS, kinds::PERMUTATIONS);
        add_class(vm, module, &combine::COMBINATIONS, kinds::COMBINATIONS);
        add_class(vm, module, &combine::COMBINATIONS_WITH_REPLACEMENT, kinds::COMBINATIONS_REPLACEMENT);
        add_class(vm, module, &tee::TEE, kinds::TEE);
        add_class(vm, module, &tee::TEE_DATA, kinds::TEE_DATA);
        Ok(())
    }),
};

const FUNCTIONS: &[Method] =
    &[function("tee", "(iterable, n=2, /)", tee::itertools_tee, "Independent iterators over the items of one iterable.")];

/// Iterators say that they cannot be copied rather than being copied wrongly.
const NO_COPY: Method = method("__reduce__", "(self, /)", refuse_reduce, "Not available.");
const PLAIN_METHODS: &[Method] = &[NO_COPY];

fn refuse_reduce(vm: &Vm, args: &[Value]) -> PyResult {
    let name = vm.class_name(super::natives::argument(args, 0));
    Err(messages::type_error(vm, &format!("cannot pickle '{name}' object")))
}

/// The description of an iterator class.
const fn iterator(name: &'static str, signature: &'static str, new: New, next: Unary, doc: &'static str) -> TypeSpec {
    TypeSpec {
        name,
        module: "itertools",
        flags: OPEN,
        doc,
        slots: Slots { iter: Some(itself), next: Some(next), new: Some(new), ..Slots::EMPTY },
        methods: PLAIN_METHODS,
        signature,
        ..TypeSpec::EMPTY
    }
}
