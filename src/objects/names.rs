//! Interned names that the interpreter itself looks up.
//!
//! `vm.names.__init__` is the interned str `"__init__"`. A new name is one
//! word in the list below.

use crate::memory::Value;

macro_rules! names {
    ($($name:ident)*) => {
        pub struct Names {
            $(pub $name: Value,)*
        }

        impl Names {
            /// Interns every name through `intern`.
            pub fn new(mut intern: impl FnMut(&'static str) -> Value) -> Names {
                Names { $($name: intern(stringify!($name)),)* }
            }
        }
    };
}

names! {
    __abs__ __abstractmethods__ __add__ __aenter__ __aexit__ __aiter__ __all__ __and__ __anext__ __annotate__ __annotations__
    __args__ __await__ __bases__ __bool__ __build_class__ __builtins__ __bytes__ __call__ __cause__ __ceil__ __class__
    __class_getitem__ __classcell__ __classdict__ __classdictcell__ __closure__ __code__ __complex__ __contains__ __context__
    __copy__ __copyreg__ __debug__ __deepcopy__ __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__
    __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __firstlineno__ __float__ __floor__ __floordiv__ __format__ __fspath__
    __func__ __ge__ __get__ __getattr__ __getattribute__ __getitem__ __getnewargs__ __getstate__ __globals__ __gt__ __hash__
    __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__ __imul__ __index__ __init__ __init_subclass__
    __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isabstractmethod__ __isub__ __iter__ __itruediv__
    __ixor__ __kwdefaults__ __le__ __len__ __length_hint__ __loader__ __lshift__ __lt__ __main__ __match_args__ __matmul__
    __missing__ __mod__ __module__ __module_attrs__ __mro__ __mro_entries__ __mul__ __name__ __names__ __ne__ __neg__ __new__
    __next__ __notes__ __objclass__ __or__ __orig_bases__ __origin__ __package__ __parameters__ __path__ __pos__ __pow__
    __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__
    __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__
    __self__ __set__ __set_name__ __setattr__ __setitem__ __setstate__ __signature__ __sizeof__ __slots__ __spec__
    __static_attributes__ __str__ __sub__ __subclasscheck__ __subclasses__ __suppress_context__ __text_signature__ __traceback__
    __truediv__ __trunc__ __type_params__ __typing_is_unpacked_typevartuple__ __typing_prepare_subst__ __typing_subst__
    __typing_unpacked_tuple_args__ __weakref__ __wrapped__ __xor__ append args argv builtins close code contains default
    displayhook encoding end end_lineno end_offset errno errors excepthook exceptions file filename filename2 flush get insert
    intern intern_text is_private items iter join key keys lineno mangle message metaclass modules msg name obj offset path
    path_hooks print_file_and_line ps1 ps2 read readline reverse send sep stderr stdin stdout strerror sys text throw
    unraisablehook value values write
}
