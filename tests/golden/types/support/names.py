"""The attributes of CPython's built-in types, written by tests/types/generate.py.

A name with `()` behind it is called; one with `^` before it is inherited.
"""

NAMES = {
    "dict_keys": (
        "__and__() __contains__() __doc__ __eq__() __ge__() __gt__() __hash__ __iter__() __le__() __len__() "
        "__lt__() __ne__() __or__() __rand__() __repr__() __reversed__() __ror__() __rsub__() __rxor__() "
        "__sub__() __xor__() isdisjoint() mapping ^__class__ ^__delattr__ ^__dir__ ^__format__ "
        "^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_values": (
        "__doc__ __iter__() __len__() __repr__() __reversed__() mapping ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_items": (
        "__and__() __contains__() __doc__ __eq__() __ge__() __gt__() __hash__ __iter__() __le__() __len__() "
        "__lt__() __ne__() __or__() __rand__() __repr__() __reversed__() __ror__() __rsub__() __rxor__() "
        "__sub__() __xor__() isdisjoint() mapping ^__class__ ^__delattr__ ^__dir__ ^__format__ "
        "^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "mappingproxy": (
        "__class_getitem__() __contains__() __doc__ __eq__() __ge__() __getitem__() __gt__() __hash__() "
        "__ior__() __iter__() __le__() __len__() __lt__() __ne__() __new__() __or__() __repr__() "
        "__reversed__() __ror__() __str__() copy() get() items() keys() values() ^__class__ ^__delattr__ "
        "^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ ^__reduce__ "
        "^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__subclasshook__"
    ),
    "list_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "list_reverseiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "tuple_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "str_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "str_ascii_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "bytes_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "bytearray_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "memory_iterator": (
        "__doc__ __iter__() __next__() ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ "
        "^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ "
        "^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ "
        "^__subclasshook__"
    ),
    "dict_keyiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_valueiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_itemiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_reversekeyiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_reversevalueiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict_reverseitemiterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "set_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "range_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "longrange_iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "iterator": (
        "__doc__ __iter__() __length_hint__() __next__() __reduce__() __setstate__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "callable_iterator": (
        "__doc__ __iter__() __next__() __reduce__() ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ "
        "^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ "
        "^__subclasshook__"
    ),
    "enumerate": (
        "__class_getitem__() __doc__ __getattribute__() __iter__() __new__() __next__() __reduce__() "
        "^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "zip": (
        "__doc__ __getattribute__() __iter__() __new__() __next__() __reduce__() __setstate__() ^__class__ "
        "^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ "
        "^__str__ ^__subclasshook__"
    ),
    "map": (
        "__doc__ __getattribute__() __iter__() __new__() __next__() __reduce__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "filter": (
        "__doc__ __getattribute__() __iter__() __new__() __next__() __reduce__() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "reversed": (
        "__doc__ __getattribute__() __iter__() __length_hint__() __new__() __next__() __reduce__() "
        "__setstate__() ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "property": (
        "__delete__() __doc__ __get__() __getattribute__() __init__() __isabstractmethod__ __name__ __new__() "
        "__set__() __set_name__() deleter() fdel fget fset getter() setter() ^__class__ ^__delattr__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ "
        "^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "staticmethod": (
        "__call__() __dict__ __doc__ __func__ __get__() __init__() __isabstractmethod__ __new__() __repr__() "
        "__wrapped__ ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ "
        "^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "classmethod": (
        "__dict__ __doc__ __func__ __get__() __init__() __isabstractmethod__ __new__() __repr__() __wrapped__ "
        "^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "super": (
        "__doc__ __get__() __getattribute__() __init__() __new__() __repr__() __self__ __self_class__ "
        "__thisclass__ ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "builtin_function": (
        "__call__() __doc__ __eq__() __ge__() __gt__() __hash__() __le__() __lt__() __module__ __name__ "
        "__ne__() __qualname__ __reduce__() __repr__() __self__ __text_signature__ ^__class__ ^__delattr__ "
        "^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ ^__new__ "
        "^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "method_descriptor": (
        "__call__() __doc__ __get__() __name__ __objclass__ __qualname__ __reduce__() __repr__() "
        "__text_signature__ ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ "
        "^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "wrapper_descriptor": (
        "__call__() __doc__ __get__() __name__ __objclass__ __qualname__ __reduce__() __repr__() "
        "__text_signature__ ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ "
        "^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "method_wrapper": (
        "__call__() __doc__ __eq__() __ge__() __gt__() __hash__() __le__() __lt__() __name__ __ne__() "
        "__objclass__ __qualname__ __reduce__() __repr__() __self__ __text_signature__ ^__class__ "
        "^__delattr__ ^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ "
        "^__new__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "getset_descriptor": (
        "__delete__() __doc__ __get__() __name__ __objclass__ __qualname__ __repr__() __set__() ^__class__ "
        "^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "member_descriptor": (
        "__delete__() __doc__ __get__() __name__ __objclass__ __qualname__ __reduce__() __repr__() __set__() "
        "^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "classmethod_descriptor": (
        "__call__() __doc__ __get__() __name__ __objclass__ __qualname__ __repr__() __text_signature__ "
        "^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "function": (
        "__annotations__ __builtins__ __call__() __closure__ __code__ __defaults__ __dict__ __doc__ __get__() "
        "__globals__ __kwdefaults__ __module__ __name__ __new__() __qualname__ __repr__() __type_params__ "
        "^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "method": (
        "__call__() __doc__ __eq__() __func__ __ge__() __get__() __getattribute__() __gt__() __hash__() "
        "__le__() __lt__() __ne__() __new__() __reduce__() __repr__() __self__ ^__class__ ^__delattr__ "
        "^__dir__ ^__format__ ^__getstate__ ^__init__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "code": (
        "__doc__ __eq__() __ge__() __gt__() __hash__() __le__() __lt__() __ne__() __new__() __replace__() "
        "__repr__() __sizeof__() co_argcount co_cellvars co_code co_consts co_exceptiontable co_filename "
        "co_firstlineno co_flags co_freevars co_kwonlyargcount co_lines() co_linetable co_lnotab co_name "
        "co_names co_nlocals co_positions() co_posonlyargcount co_qualname co_stacksize co_varnames replace() "
        "^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ "
        "^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "frame": (
        "__doc__ __repr__() __sizeof__() clear() f_back f_builtins f_code f_globals f_lasti f_lineno f_locals "
        "f_trace f_trace_lines f_trace_opcodes ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ "
        "^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ ^__lt__ "
        "^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "traceback": (
        "__dir__() __doc__ __new__() tb_frame tb_lasti tb_lineno tb_next ^__class__ ^__delattr__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ ^__str__ "
        "^__subclasshook__"
    ),
    "cell": (
        "__doc__ __eq__() __ge__() __gt__() __hash__ __le__() __lt__() __ne__() __new__() __repr__() "
        "cell_contents ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ "
        "^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "generator": (
        "__class_getitem__() __del__() __doc__ __iter__() __name__ __next__() __qualname__ __repr__() "
        "__sizeof__() close() gi_code gi_frame gi_running gi_suspended gi_yieldfrom send() throw() ^__class__ "
        "^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "coroutine": (
        "__await__() __class_getitem__() __del__() __doc__ __name__ __qualname__ __repr__() __sizeof__() "
        "close() cr_await cr_code cr_frame cr_origin cr_running cr_suspended send() throw() ^__class__ "
        "^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "async_generator": (
        "__aiter__() __anext__() __class_getitem__() __del__() __doc__ __name__ __qualname__ __repr__() "
        "__sizeof__() aclose() ag_await ag_code ag_frame ag_running ag_suspended asend() athrow() ^__class__ "
        "^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "coroutine_wrapper": (
        "__doc__ __iter__() __next__() close() send() throw() ^__class__ ^__delattr__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__sizeof__ "
        "^__str__ ^__subclasshook__"
    ),
    "async_generator_asend": (
        "__await__() __del__() __doc__ __iter__() __next__() close() send() throw() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "async_generator_athrow": (
        "__await__() __del__() __doc__ __iter__() __next__() close() send() throw() ^__class__ ^__delattr__ "
        "^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "NoneType": (
        "__bool__() __doc__ __eq__() __ge__() __gt__() __hash__() __le__() __lt__() __ne__() __new__() "
        "__repr__() ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ "
        "^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "NotImplementedType": (
        "__bool__() __doc__ __new__() __reduce__() __repr__() ^__class__ ^__delattr__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "ellipsis": (
        "__doc__ __new__() __reduce__() __repr__() ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ "
        "^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "module": (
        "__annotations__ __dict__ __dir__() __doc__ __getattribute__() __init__() __new__() __repr__() "
        "^__class__ ^__delattr__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ "
        "^__str__ ^__subclasshook__"
    ),
    "SimpleNamespace": (
        "__dict__ __doc__ __eq__() __ge__() __gt__() __hash__ __init__() __le__() __lt__() __ne__() __new__() "
        "__reduce__() __replace__() __repr__() ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getattribute__ "
        "^__getstate__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "GenericAlias": (
        "__args__ __call__() __dir__() __doc__ __eq__() __ge__() __getattribute__() __getitem__() __gt__() "
        "__hash__() __instancecheck__() __iter__() __le__() __lt__() __mro_entries__() __ne__() __new__() "
        "__or__() __origin__ __parameters__ __reduce__() __repr__() __ror__() __subclasscheck__() "
        "__typing_unpacked_tuple_args__ __unpacked__ ^__class__ ^__delattr__ ^__format__ ^__getstate__ "
        "^__init__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "UnionType": (
        "__args__ __doc__ __eq__() __ge__() __getattribute__() __getitem__() __gt__() __hash__() __le__() "
        "__lt__() __ne__() __or__() __parameters__ __repr__() __ror__() ^__class__ ^__delattr__ ^__dir__ "
        "^__format__ ^__getstate__ ^__init__ ^__init_subclass__ ^__new__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "object": (
        "__class__ __delattr__() __dir__() __doc__ __eq__() __format__() __ge__() __getattribute__() "
        "__getstate__() __gt__() __hash__() __init__() __init_subclass__() __le__() __lt__() __ne__() "
        "__new__() __reduce__() __reduce_ex__() __repr__() __setattr__() __sizeof__() __str__() "
        "__subclasshook__()"
    ),
    "int": (
        "__abs__() __add__() __and__() __bool__() __ceil__() __divmod__() __doc__ __eq__() __float__() "
        "__floor__() __floordiv__() __format__() __ge__() __getattribute__() __getnewargs__() __gt__() "
        "__hash__() __index__() __int__() __invert__() __le__() __lshift__() __lt__() __mod__() __mul__() "
        "__ne__() __neg__() __new__() __or__() __pos__() __pow__() __radd__() __rand__() __rdivmod__() "
        "__repr__() __rfloordiv__() __rlshift__() __rmod__() __rmul__() __ror__() __round__() __rpow__() "
        "__rrshift__() __rshift__() __rsub__() __rtruediv__() __rxor__() __sizeof__() __sub__() __truediv__() "
        "__trunc__() __xor__() as_integer_ratio() bit_count() bit_length() conjugate() denominator "
        "from_bytes() imag is_integer() numerator real to_bytes() ^__class__ ^__delattr__ ^__dir__ "
        "^__getstate__ ^__init__ ^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__str__ "
        "^__subclasshook__"
    ),
    "bool": (
        "__and__() __doc__ __invert__() __new__() __or__() __rand__() __repr__() __ror__() __rxor__() "
        "__xor__() ^__abs__ ^__add__ ^__bool__ ^__ceil__ ^__class__ ^__delattr__ ^__dir__ ^__divmod__ ^__eq__ "
        "^__float__ ^__floor__ ^__floordiv__ ^__format__ ^__ge__ ^__getattribute__ ^__getnewargs__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__index__ ^__init__ ^__init_subclass__ ^__int__ ^__le__ ^__lshift__ "
        "^__lt__ ^__mod__ ^__mul__ ^__ne__ ^__neg__ ^__pos__ ^__pow__ ^__radd__ ^__rdivmod__ ^__reduce__ "
        "^__reduce_ex__ ^__rfloordiv__ ^__rlshift__ ^__rmod__ ^__rmul__ ^__round__ ^__rpow__ ^__rrshift__ "
        "^__rshift__ ^__rsub__ ^__rtruediv__ ^__setattr__ ^__sizeof__ ^__str__ ^__sub__ ^__subclasshook__ "
        "^__truediv__ ^__trunc__ ^as_integer_ratio ^bit_count ^bit_length ^conjugate ^denominator ^from_bytes "
        "^imag ^is_integer ^numerator ^real ^to_bytes"
    ),
    "float": (
        "__abs__() __add__() __bool__() __ceil__() __divmod__() __doc__ __eq__() __float__() __floor__() "
        "__floordiv__() __format__() __ge__() __getformat__() __getnewargs__() __gt__() __hash__() __int__() "
        "__le__() __lt__() __mod__() __mul__() __ne__() __neg__() __new__() __pos__() __pow__() __radd__() "
        "__rdivmod__() __repr__() __rfloordiv__() __rmod__() __rmul__() __round__() __rpow__() __rsub__() "
        "__rtruediv__() __sub__() __truediv__() __trunc__() as_integer_ratio() conjugate() fromhex() hex() "
        "imag is_integer() real ^__class__ ^__delattr__ ^__dir__ ^__getattribute__ ^__getstate__ ^__init__ "
        "^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "complex": (
        "__abs__() __add__() __bool__() __complex__() __doc__ __eq__() __format__() __ge__() "
        "__getattribute__() __getnewargs__() __gt__() __hash__() __le__() __lt__() __mul__() __ne__() "
        "__neg__() __new__() __pos__() __pow__() __radd__() __repr__() __rmul__() __rpow__() __rsub__() "
        "__rtruediv__() __sub__() __truediv__() conjugate() imag real ^__class__ ^__delattr__ ^__dir__ "
        "^__getstate__ ^__init__ ^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ "
        "^__str__ ^__subclasshook__"
    ),
    "str": (
        "__add__() __contains__() __doc__ __eq__() __format__() __ge__() __getitem__() __getnewargs__() "
        "__gt__() __hash__() __iter__() __le__() __len__() __lt__() __mod__() __mul__() __ne__() __new__() "
        "__repr__() __rmod__() __rmul__() __sizeof__() __str__() capitalize() casefold() center() count() "
        "encode() endswith() expandtabs() find() format() format_map() index() isalnum() isalpha() isascii() "
        "isdecimal() isdigit() isidentifier() islower() isnumeric() isprintable() isspace() istitle() "
        "isupper() join() ljust() lower() lstrip() maketrans() partition() removeprefix() removesuffix() "
        "replace() rfind() rindex() rjust() rpartition() rsplit() rstrip() split() splitlines() startswith() "
        "strip() swapcase() title() translate() upper() zfill() ^__class__ ^__delattr__ ^__dir__ "
        "^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ "
        "^__subclasshook__"
    ),
    "bytes": (
        "__add__() __buffer__() __bytes__() __contains__() __doc__ __eq__() __ge__() __getattribute__() "
        "__getitem__() __getnewargs__() __gt__() __hash__() __iter__() __le__() __len__() __lt__() __mod__() "
        "__mul__() __ne__() __new__() __repr__() __rmod__() __rmul__() __str__() capitalize() center() "
        "count() decode() endswith() expandtabs() find() fromhex() hex() index() isalnum() isalpha() "
        "isascii() isdigit() islower() isspace() istitle() isupper() join() ljust() lower() lstrip() "
        "maketrans() partition() removeprefix() removesuffix() replace() rfind() rindex() rjust() "
        "rpartition() rsplit() rstrip() split() splitlines() startswith() strip() swapcase() title() "
        "translate() upper() zfill() ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getstate__ ^__init__ "
        "^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__subclasshook__"
    ),
    "bytearray": (
        "__add__() __alloc__() __buffer__() __contains__() __delitem__() __doc__ __eq__() __ge__() "
        "__getattribute__() __getitem__() __gt__() __hash__ __iadd__() __imul__() __init__() __iter__() "
        "__le__() __len__() __lt__() __mod__() __mul__() __ne__() __new__() __reduce__() __reduce_ex__() "
        "__release_buffer__() __repr__() __rmod__() __rmul__() __setitem__() __sizeof__() __str__() append() "
        "capitalize() center() clear() copy() count() decode() endswith() expandtabs() extend() find() "
        "fromhex() hex() index() insert() isalnum() isalpha() isascii() isdigit() islower() isspace() "
        "istitle() isupper() join() ljust() lower() lstrip() maketrans() partition() pop() remove() "
        "removeprefix() removesuffix() replace() reverse() rfind() rindex() rjust() rpartition() rsplit() "
        "rstrip() split() splitlines() startswith() strip() swapcase() title() translate() upper() zfill() "
        "^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getstate__ ^__init_subclass__ ^__setattr__ "
        "^__subclasshook__"
    ),
    "memoryview": (
        "__buffer__() __delitem__() __doc__ __enter__() __eq__() __exit__() __ge__() __getattribute__() "
        "__getitem__() __gt__() __hash__() __iter__() __le__() __len__() __lt__() __ne__() __new__() "
        "__release_buffer__() __repr__() __setitem__() c_contiguous cast() contiguous f_contiguous format "
        "hex() itemsize nbytes ndim obj readonly release() shape strides suboffsets tobytes() tolist() "
        "toreadonly() ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getstate__ ^__init__ ^__init_subclass__ "
        "^__reduce__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "list": (
        "__add__() __class_getitem__() __contains__() __delitem__() __doc__ __eq__() __ge__() "
        "__getattribute__() __getitem__() __gt__() __hash__ __iadd__() __imul__() __init__() __iter__() "
        "__le__() __len__() __lt__() __mul__() __ne__() __new__() __repr__() __reversed__() __rmul__() "
        "__setitem__() __sizeof__() append() clear() copy() count() extend() index() insert() pop() remove() "
        "reverse() sort() ^__class__ ^__delattr__ ^__dir__ ^__format__ ^__getstate__ ^__init_subclass__ "
        "^__reduce__ ^__reduce_ex__ ^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "tuple": (
        "__add__() __class_getitem__() __contains__() __doc__ __eq__() __ge__() __getattribute__() "
        "__getitem__() __getnewargs__() __gt__() __hash__() __iter__() __le__() __len__() __lt__() __mul__() "
        "__ne__() __new__() __repr__() __rmul__() count() index() ^__class__ ^__delattr__ ^__dir__ "
        "^__format__ ^__getstate__ ^__init__ ^__init_subclass__ ^__reduce__ ^__reduce_ex__ ^__setattr__ "
        "^__sizeof__ ^__str__ ^__subclasshook__"
    ),
    "dict": (
        "__class_getitem__() __contains__() __delitem__() __doc__ __eq__() __ge__() __getattribute__() "
        "__getitem__() __gt__() __hash__ __init__() __ior__() __iter__() __le__() __len__() __lt__() __ne__() "
        "__new__() __or__() __repr__() __reversed__() __ror__() __setitem__() __sizeof__() clear() copy() "
        "fromkeys() get() items() keys() pop() popitem() setdefault() update() values() ^__class__ "
        "^__delattr__ ^__dir__ ^__format__ ^__getstate__ ^__init_subclass__ ^__reduce__ ^__reduce_ex__ "
        "^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "set": (
        "__and__() __class_getitem__() __contains__() __doc__ __eq__() __ge__() __getattribute__() __gt__() "
        "__hash__ __iand__() __init__() __ior__() __isub__() __iter__() __ixor__() __le__() __len__() "
        "__lt__() __ne__() __new__() __or__() __rand__() __reduce__() __repr__() __ror__() __rsub__() "
        "__rxor__() __sizeof__() __sub__() __xor__() add() clear() copy() difference() difference_update() "
        "discard() intersection() intersection_update() isdisjoint() issubset() issuperset() pop() remove() "
        "symmetric_difference() symmetric_difference_update() union() update() ^__class__ ^__delattr__ "
        "^__dir__ ^__format__ ^__getstate__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ ^__str__ "
        "^__subclasshook__"
    ),
    "frozenset": (
        "__and__() __class_getitem__() __contains__() __doc__ __eq__() __ge__() __gt__() __hash__() "
        "__iter__() __le__() __len__() __lt__() __ne__() __new__() __or__() __rand__() __reduce__() "
        "__repr__() __ror__() __rsub__() __rxor__() __sizeof__() __sub__() __xor__() copy() difference() "
        "intersection() isdisjoint() issubset() issuperset() symmetric_difference() union() ^__class__ "
        "^__delattr__ ^__dir__ ^__format__ ^__getattribute__ ^__getstate__ ^__init__ ^__init_subclass__ "
        "^__reduce_ex__ ^__setattr__ ^__str__ ^__subclasshook__"
    ),
    "range": (
        "__bool__() __contains__() __doc__ __eq__() __ge__() __getattribute__() __getitem__() __gt__() "
        "__hash__() __iter__() __le__() __len__() __lt__() __ne__() __new__() __reduce__() __repr__() "
        "__reversed__() count() index() start step stop ^__class__ ^__delattr__ ^__dir__ ^__format__ "
        "^__getstate__ ^__init__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ ^__str__ "
        "^__subclasshook__"
    ),
    "slice": (
        "__doc__ __eq__() __ge__() __getattribute__() __gt__() __hash__() __le__() __lt__() __ne__() "
        "__new__() __reduce__() __repr__() indices() start step stop ^__class__ ^__delattr__ ^__dir__ "
        "^__format__ ^__getstate__ ^__init__ ^__init_subclass__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ "
        "^__str__ ^__subclasshook__"
    ),
    "type": (
        "__abstractmethods__ __annotations__ __base__ __bases__ __basicsize__ __call__() __delattr__() "
        "__dict__ __dictoffset__ __dir__() __doc__ __flags__ __getattribute__() __init__() "
        "__instancecheck__() __itemsize__ __module__ __mro__ __name__ __new__() __or__() __prepare__() "
        "__qualname__ __repr__() __ror__() __setattr__() __sizeof__() __subclasscheck__() __subclasses__() "
        "__text_signature__ __type_params__ __weakrefoffset__ mro() ^__class__ ^__eq__ ^__format__ ^__ge__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ "
        "^__reduce_ex__ ^__str__ ^__subclasshook__"
    ),
    "BaseException": (
        "__cause__ __context__ __dict__ __doc__ __getattribute__() __init__() __new__() __reduce__() "
        "__repr__() __setstate__() __str__() __suppress_context__ __traceback__ add_note() args "
        "with_traceback() ^__class__ ^__delattr__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce_ex__ ^__setattr__ ^__sizeof__ "
        "^__subclasshook__"
    ),
    "BaseExceptionGroup": (
        "__class_getitem__() __doc__ __init__() __new__() __str__() derive() exceptions message split() "
        "subgroup() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ "
        "^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ "
        "^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ ^__subclasshook__ "
        "^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "SystemExit": (
        "__doc__ __init__() code ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "AttributeError": (
        "__doc__ __getstate__() __init__() __reduce__() __str__() name obj ^__cause__ ^__class__ ^__context__ "
        "^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__gt__ ^__hash__ "
        "^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__setstate__ ^__sizeof__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args "
        "^with_traceback"
    ),
    "ImportError": (
        "__doc__ __init__() __reduce__() __str__() msg name name_from path ^__cause__ ^__class__ ^__context__ "
        "^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ "
        "^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce_ex__ ^__repr__ ^__setattr__ "
        "^__setstate__ ^__sizeof__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args "
        "^with_traceback"
    ),
    "NameError": (
        "__doc__ __init__() __str__() name ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ "
        "^__sizeof__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "OSError": (
        "__doc__ __init__() __new__() __reduce__() __str__() characters_written errno filename filename2 "
        "strerror ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ "
        "^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ "
        "^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ ^__subclasshook__ "
        "^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "StopIteration": (
        "__doc__ __init__() value ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "SyntaxError": (
        "__doc__ __init__() __str__() end_lineno end_offset filename lineno msg offset print_file_and_line "
        "text ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ "
        "^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ "
        "^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ExceptionGroup": (
        "__doc__ __module__ __weakref__ ^__cause__ ^__class__ ^__class_getitem__ ^__context__ ^__delattr__ "
        "^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ "
        "^__init__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ "
        "^__setattr__ ^__setstate__ ^__sizeof__ ^__str__ ^__subclasshook__ ^__suppress_context__ "
        "^__traceback__ ^add_note ^args ^derive ^exceptions ^message ^split ^subgroup ^with_traceback"
    ),
    "KeyError": (
        "__doc__ __init__() __str__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ "
        "^__sizeof__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "UnicodeDecodeError": (
        "__doc__ __init__() __new__() __str__() encoding end object reason start ^__cause__ ^__class__ "
        "^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ "
        "^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ ^__subclasshook__ "
        "^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "UnicodeEncodeError": (
        "__doc__ __init__() __new__() __str__() encoding end object reason start ^__cause__ ^__class__ "
        "^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ "
        "^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ ^__subclasshook__ "
        "^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "UnicodeTranslateError": (
        "__doc__ __init__() __new__() __str__() encoding end object reason start ^__cause__ ^__class__ "
        "^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ ^__format__ ^__ge__ ^__getattribute__ "
        "^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ ^__lt__ ^__ne__ ^__reduce__ "
        "^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ ^__subclasshook__ "
        "^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "Exception": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "GeneratorExit": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "KeyboardInterrupt": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ArithmeticError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "AssertionError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "BufferError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "EOFError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "LookupError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "MemoryError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ReferenceError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "RuntimeError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "StopAsyncIteration": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "SystemError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "TypeError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ValueError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "Warning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "BlockingIOError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "BytesWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ChildProcessError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ConnectionError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "DeprecationWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "EncodingWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "FileExistsError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "FileNotFoundError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "FloatingPointError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "FutureWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ImportWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "IndentationError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^end_lineno "
        "^end_offset ^filename ^lineno ^msg ^offset ^print_file_and_line ^text ^with_traceback"
    ),
    "IndexError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "InterruptedError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "IsADirectoryError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ModuleNotFoundError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^msg ^name "
        "^name_from ^path ^with_traceback"
    ),
    "NotADirectoryError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "NotImplementedError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "OverflowError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "PendingDeprecationWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "PermissionError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ProcessLookupError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "PythonFinalizationError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "RecursionError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ResourceWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "RuntimeWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "SyntaxWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "TimeoutError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "UnboundLocalError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^name "
        "^with_traceback"
    ),
    "UnicodeError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "UnicodeWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "UserWarning": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "ZeroDivisionError": (
        "__doc__ __init__() __new__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ "
        "^__eq__ ^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ "
        "^__le__ ^__lt__ ^__ne__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^with_traceback"
    ),
    "_IncompleteInputError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^end_lineno "
        "^end_offset ^filename ^lineno ^msg ^offset ^print_file_and_line ^text ^with_traceback"
    ),
    "BrokenPipeError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ConnectionAbortedError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ConnectionRefusedError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "ConnectionResetError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^characters_written "
        "^errno ^filename ^filename2 ^strerror ^with_traceback"
    ),
    "TabError": (
        "__doc__ __init__() ^__cause__ ^__class__ ^__context__ ^__delattr__ ^__dict__ ^__dir__ ^__eq__ "
        "^__format__ ^__ge__ ^__getattribute__ ^__getstate__ ^__gt__ ^__hash__ ^__init_subclass__ ^__le__ "
        "^__lt__ ^__ne__ ^__new__ ^__reduce__ ^__reduce_ex__ ^__repr__ ^__setattr__ ^__setstate__ ^__sizeof__ "
        "^__str__ ^__subclasshook__ ^__suppress_context__ ^__traceback__ ^add_note ^args ^end_lineno "
        "^end_offset ^filename ^lineno ^msg ^offset ^print_file_and_line ^text ^with_traceback"
    ),
}
