//! The built-in classes, one row each: field, description, base.
//!
//! Class objects are made at start-up; their namespaces fill on first use.

use super::class::{Class, PyClass, TypeSpec, class_flag};
use super::dict::PyDict;
use super::{
    attributes, bound_method, builtin_types, bytearray, bytes, code, complex, descriptor, dict, dict_views, float, frame,
    function, function_type, generator, generic_alias, int, iterators, kinds, list, mapping_proxy, memoryview, module, namespace,
    object, property, range, set, singletons, slice, str, super_object, traceback, tuple, type_object, type_params, union,
    weakref,
};
use crate::memory::{Handle, Kind, Shape, Tuple, Value};

macro_rules! types {
    ($($field:ident = $spec:path : $base:ident, $payload:expr;)*) => {
        pub struct Types {
            $(pub $field: Class,)*
        }

        /// Makes all classes. Their names and namespaces are completed by `finish`
        /// once interning works.
        pub fn create() -> Types {
            let types = Types { $($field: bare(&$spec, $payload),)* };
            $(set_base(&types.$field, &types.$base, &$spec);)*
            types
        }

        impl Types {
            /// Every class with its description.
            pub fn each(&self, mut visit: impl FnMut(&Class, &'static TypeSpec)) {
                $(visit(&self.$field, &$spec);)*
            }
        }
    };
}

types! {
    object = object::OBJECT : object, kinds::INSTANCE;
    type_ = type_object::TYPE : object, kinds::CLASS;
    int = int::INT : object, kinds::BIG_INT;
    bool_ = int::BOOL : int, kinds::BIG_INT;
    float = float::FLOAT : object, kinds::FLOAT;
    complex = complex::COMPLEX : object, kinds::COMPLEX;
    str = str::STR : object, <crate::memory::Str as crate::memory::Payload>::KIND;
    bytes = bytes::BYTES : object, kinds::BYTES;
    bytearray = bytearray::BYTEARRAY : object, kinds::BYTEARRAY;
    memoryview = memoryview::MEMORYVIEW : object, kinds::MEMORYVIEW;
    list = list::LIST : object, kinds::LIST;
    tuple = tuple::TUPLE : object, <Tuple as crate::memory::Payload>::KIND;
    dict = dict::DICT : object, kinds::DICT;
    set = set::SET : object, kinds::SET;
    frozenset = set::FROZENSET : object, kinds::SET;
    range = range::RANGE : object, kinds::RANGE;
    slice = slice::SLICE : object, kinds::SLICE;
    dict_keys = dict_views::DICT_KEYS : object, kinds::DICT_VIEW;
    dict_values = dict_views::DICT_VALUES : object, kinds::DICT_VIEW;
    dict_items = dict_views::DICT_ITEMS : object, kinds::DICT_VIEW;
    dict_keyiterator = dict_views::DICT_KEY_ITERATOR : object, kinds::DICT_ITERATOR;
    dict_valueiterator = dict_views::DICT_VALUE_ITERATOR : object, kinds::DICT_ITERATOR;
    dict_itemiterator = dict_views::DICT_ITEM_ITERATOR : object, kinds::DICT_ITERATOR;
    dict_reversekeyiterator = dict_views::DICT_REVERSE_KEY_ITERATOR : object, kinds::DICT_ITERATOR;
    dict_reversevalueiterator = dict_views::DICT_REVERSE_VALUE_ITERATOR : object, kinds::DICT_ITERATOR;
    dict_reverseitemiterator = dict_views::DICT_REVERSE_ITEM_ITERATOR : object, kinds::DICT_ITERATOR;
    set_iterator = set::SET_ITERATOR : object, kinds::SET_ITERATOR;
    range_iterator = range::RANGE_ITERATOR : object, kinds::RANGE_ITERATOR;
    longrange_iterator = range::LONGRANGE_ITERATOR : object, kinds::RANGE_ITERATOR;
    list_iterator = iterators::LIST_ITERATOR : object, kinds::LIST_ITERATOR;
    line_iterator = iterators::LINE_ITERATOR : object, kinds::LIST_ITERATOR;
    positions_iterator = iterators::POSITIONS_ITERATOR : object, kinds::LIST_ITERATOR;
    generic_alias_iterator = iterators::GENERIC_ALIAS_ITERATOR : object, kinds::LIST_ITERATOR;
    list_reverseiterator = iterators::LIST_REVERSE_ITERATOR : object, kinds::LIST_ITERATOR;
    tuple_iterator = iterators::TUPLE_ITERATOR : object, kinds::TUPLE_ITERATOR;
    str_iterator = iterators::STR_ITERATOR : object, kinds::STR_ITERATOR;
    str_ascii_iterator = iterators::STR_ASCII_ITERATOR : object, kinds::STR_ITERATOR;
    bytes_iterator = iterators::BYTES_ITERATOR : object, kinds::BYTES_ITERATOR;
    bytearray_iterator = iterators::BYTEARRAY_ITERATOR : object, kinds::BYTES_ITERATOR;
    memory_iterator = iterators::MEMORY_ITERATOR : object, kinds::SEQUENCE_ITERATOR;
    sequence_iterator = iterators::SEQUENCE_ITERATOR : object, kinds::SEQUENCE_ITERATOR;
    callable_iterator = iterators::CALLABLE_ITERATOR : object, kinds::CALLABLE_ITERATOR;
    enumerate = builtin_types::ENUMERATE : object, kinds::ENUMERATE;
    zip = builtin_types::ZIP : object, kinds::ZIP;
    map = builtin_types::MAP : object, kinds::MAP;
    filter = builtin_types::FILTER : object, kinds::FILTER;
    reversed = builtin_types::REVERSED : object, kinds::REVERSED;
    function = function_type::FUNCTION : object, kinds::FUNCTION;
    code = code::CODE : object, kinds::CODE;
    cell = function::CELL : object, kinds::CELL;
    frame = frame::FRAME : object, kinds::FRAME;
    frame_locals = frame::FRAME_LOCALS : object, kinds::FRAME_LOCALS;
    generator = generator::GENERATOR : object, kinds::GENERATOR;
    coroutine = generator::COROUTINE : object, kinds::GENERATOR;
    async_generator = generator::ASYNC_GENERATOR : object, kinds::GENERATOR;
    coroutine_wrapper = generator::COROUTINE_WRAPPER : object, kinds::COROUTINE_WRAPPER;
    async_generator_asend = generator::ASYNC_GENERATOR_ASEND : object, kinds::ASYNC_GEN_STEP;
    async_generator_athrow = generator::ASYNC_GENERATOR_ATHROW : object, kinds::ASYNC_GEN_STEP;
    anext_awaitable = generator::ANEXT_AWAITABLE : object, kinds::ANEXT_AWAITABLE;
    traceback = traceback::TRACEBACK : object, kinds::TRACEBACK;
    module = module::MODULE : object, kinds::MODULE;
    none_type = singletons::NONE_TYPE : object, kinds::MARKER;
    ellipsis = singletons::ELLIPSIS : object, kinds::MARKER;
    not_implemented = singletons::NOT_IMPLEMENTED : object, kinds::MARKER;
    property = property::PROPERTY : object, kinds::PROPERTY;
    static_method = descriptor::STATIC_METHOD : object, kinds::STATIC_METHOD;
    class_method = descriptor::CLASS_METHOD : object, kinds::CLASS_METHOD;
    super_ = super_object::SUPER : object, kinds::SUPER;
    mapping_proxy = mapping_proxy::MAPPING_PROXY : object, kinds::MAPPING_PROXY;
    namespace = namespace::NAMESPACE : object, kinds::NAMESPACE;
    builtin_function = attributes::BUILTIN_FUNCTION : object, kinds::NATIVE;
    method_descriptor = attributes::METHOD_DESCRIPTOR : object, kinds::NATIVE;
    class_method_descriptor = attributes::CLASS_METHOD_DESCRIPTOR : object, kinds::NATIVE;
    wrapper = attributes::WRAPPER_DESCRIPTOR : object, kinds::WRAPPER;
    method_wrapper = attributes::METHOD_WRAPPER : object, kinds::METHOD_WRAPPER;
    getset = attributes::GETSET_DESCRIPTOR : object, kinds::GETSET;
    member = attributes::MEMBER_DESCRIPTOR : object, kinds::GETSET;
    bound_method = bound_method::METHOD : object, kinds::BOUND_METHOD;
    generic_alias = generic_alias::GENERIC_ALIAS : object, kinds::GENERIC_ALIAS;
    union = union::UNION : object, kinds::UNION;
    type_var = type_params::TYPE_VAR : object, kinds::TYPE_VAR;
    param_spec = type_params::PARAM_SPEC : object, kinds::PARAM_SPEC;
    param_spec_args = type_params::PARAM_SPEC_ARGS : object, kinds::PARAM_SPEC_ARGS;
    param_spec_kwargs = type_params::PARAM_SPEC_KWARGS : object, kinds::PARAM_SPEC_ARGS;
    type_var_tuple = type_params::TYPE_VAR_TUPLE : object, kinds::TYPE_VAR_TUPLE;
    type_alias = type_params::TYPE_ALIAS : object, kinds::TYPE_ALIAS;
    generic = type_params::GENERIC : object, kinds::INSTANCE;
    no_default_type = type_params::NO_DEFAULT_TYPE : object, kinds::INSTANCE;
    weak_ref = weakref::REF : object, kinds::WEAK_REF;
    weak_proxy = weakref::PROXY : object, kinds::WEAK_PROXY;
    weak_callable_proxy = weakref::CALLABLE_PROXY : object, kinds::WEAK_PROXY;
}

/// A class object without name, bases or order yet.
pub(super) fn bare(spec: &'static TypeSpec, payload: Kind) -> Class {
    let class = Handle::new(Value::NONE, PyClass::new(Value::NONE, Value::NONE, payload, Some(spec)));
    class.header().make_immortal();
    // As in CPython the collector does not follow built-in classes.
    crate::memory::heap().untrack(class.header());
    class
}

/// Gives a class its base and order; the base is complete already.
pub(super) fn set_base(class: &Class, base: &Class, spec: &'static TypeSpec) {
    let mut order = vec![class.clone()];
    let mut flags = spec.flags;
    let mut slots = spec.slots;
    if !class.same(base) {
        order.extend(base.mro.copy());
        drop(class.base.replace(Some(base.clone())));
        flags |= base.flags.get() & class_flag::INHERITED;
        slots.inherit(&base.slots(|slots| *slots));
        if spec.slots.new.is_none() && !class.has(class_flag::EXCEPTION) && flags & class_flag::NO_NEW != 0 {
            slots.new = None;
        }
        base.add_subclass(class);
    }
    if flags & class_flag::HAS_DICT != 0 {
        let root = Shape::root(Vec::new(), false);
        let dict = Shape::dict(&root);
        drop(class.shape.replace(Some(root)));
        drop(class.dict_shape.replace(Some(dict)));
    }
    if class.payload.get() == kinds::INSTANCE && class.shape.read(Option::is_none) {
        // Plain instances always have attribute storage, if an empty one.
        drop(class.shape.replace(Some(Shape::root(Vec::new(), true))));
    }
    class.flags.set(flags);
    class.slots.write(|place| *place = slots);
    drop(class.mro.replace(order));
}

/// Completes a class once strings, tuples and dicts can be made.
pub(super) fn finish(vm: &super::vm::Vm, class: &Class, spec: &'static TypeSpec) {
    drop(class.header().set_class(vm.types.type_.to_value()));
    drop(class.name.replace(vm.intern(spec.name)));
    drop(class.qualname.replace(vm.intern(spec.name)));
    let bases = match class.base.copy() {
        Some(base) => vm.tuple_of([base.into_value()]),
        None => vm.empty_tuple.clone(),
    };
    drop(class.bases.replace(bases));
}

/// An empty namespace for a class under construction.
pub(super) fn namespace_for(dict_class: &Class) -> Handle<PyDict> {
    Handle::new(dict_class.to_value(), PyDict::new())
}

/// A built-in class that belongs to a module and is made on first use.
pub fn native_class(vm: &super::vm::Vm, spec: &'static TypeSpec, base: &Class, payload: Kind) -> Class {
    let class = bare(spec, payload);
    set_base(&class, base, spec);
    drop(class.dict.replace(Some(namespace_for(&vm.types.dict))));
    finish(vm, &class, spec);
    class
}
