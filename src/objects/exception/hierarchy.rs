//! The exception classes, one row each. What a class adds to its base is in `parts`.

use super::parts;
use crate::objects::class::{Class, TypeSpec, class_flag};
use crate::objects::kinds;
use crate::objects::types::{bare, set_base};
use crate::objects::vm::Vm;

macro_rules! errors {
    ($($field:ident = $name:ident : $base:ident, $parts:path, $doc:literal;)*) => {
        /// Every built-in exception class: `vm.errors.type_error`.
        pub struct Errors {
            $(pub $field: Class,)*
        }

        mod specs {
            use super::*;
            $(
                #[allow(non_upper_case_globals)]
                pub const $name: TypeSpec = TypeSpec {
                    name: stringify!($name),
                    flags: class_flag::IMMUTABLE | class_flag::BASE | class_flag::HAS_DICT | class_flag::EXCEPTION,
                    doc: $doc,
                    slots: $parts.slots,
                    methods: $parts.methods,
                    getset: $parts.getset,
                    members: $parts.members,
                    ..TypeSpec::EMPTY
                };
            )*
        }

        /// Makes the classes on top of `object`.
        pub(in crate::objects) fn create(object: &Class) -> Errors {
            let errors = Errors { $($field: bare(&specs::$name, kinds::EXCEPTION),)* };
            set_base(&errors.base_exception, object, &specs::BaseException);
            errors.link();
            errors
        }

        impl Errors {
            /// `ExceptionGroup` is the one class with two bases.
            pub(in crate::objects) fn join_group(&self, vm: &Vm) {
                let (group, first, second) = (&self.exception_group, &self.base_exception_group, &self.exception);
                let mut order = vec![group.clone(), first.clone()];
                order.extend(second.mro.copy());
                group.namespace().set_interned(vm.intern("__module__"), vm.intern("builtins"));
                drop(group.mro.replace(order));
                drop(group.bases.replace(vm.tuple_of([first.to_value(), second.to_value()])));
                second.add_subclass(group);
            }

            fn link(&self) {
                $(if !self.$field.same(&self.base_exception) { set_base(&self.$field, &self.$base, &specs::$name); })*
            }

            pub fn each(&self, mut visit: impl FnMut(&Class, &'static TypeSpec)) {
                $(visit(&self.$field, &specs::$name);)*
            }
        }
    };
}

errors! {
    base_exception = BaseException : base_exception, parts::BASE, "The root of every exception class.";
    base_exception_group = BaseExceptionGroup : base_exception, parts::GROUP, "Several exceptions raised together.";
    exception = Exception : base_exception, parts::PLAIN, "The root of exceptions that programs usually handle.";
    generator_exit = GeneratorExit : base_exception, parts::PLAIN, "Raised inside a generator that is being closed.";
    keyboard_interrupt = KeyboardInterrupt : base_exception, parts::PLAIN, "The user interrupted the program.";
    system_exit = SystemExit : base_exception, parts::SYSTEM_EXIT, "Asks the interpreter to end the program.";
    exception_group = ExceptionGroup : base_exception_group, parts::NOTHING, "";
    arithmetic_error = ArithmeticError : exception, parts::PLAIN, "The root of errors in arithmetic.";
    floating_point_error = FloatingPointError : arithmetic_error, parts::PLAIN, "A floating-point operation failed.";
    overflow_error = OverflowError : arithmetic_error, parts::PLAIN, "A result does not fit its representation.";
    zero_division_error = ZeroDivisionError : arithmetic_error, parts::PLAIN, "The divisor was zero.";
    assertion_error = AssertionError : exception, parts::PLAIN, "An assertion does not hold.";
    attribute_error = AttributeError : exception, parts::ATTRIBUTE, "There is no such attribute.";
    buffer_error = BufferError : exception, parts::PLAIN, "A buffer operation is not possible.";
    eof_error = EOFError : exception, parts::PLAIN, "The input ended too early.";
    import_error = ImportError : exception, parts::IMPORT, "A module or a name in it cannot be imported.";
    module_not_found_error = ModuleNotFoundError : import_error, parts::IMPORT_KIND, "There is no such module.";
    lookup_error = LookupError : exception, parts::PLAIN, "The root of failed look-ups.";
    index_error = IndexError : lookup_error, parts::PLAIN, "The index is beyond the sequence.";
    key_error = KeyError : lookup_error, parts::KEY, "The mapping lacks the key.";
    memory_error = MemoryError : exception, parts::MEMORY, "There is no memory left.";
    name_error = NameError : exception, parts::NAME, "There is no such name.";
    unbound_local_error = UnboundLocalError : name_error, parts::NAME_KIND, "A local variable has no value yet.";
    os_error = OSError : exception, parts::OS, "The operating system refused a request.";
    blocking_io_error = BlockingIOError : os_error, parts::OS_KIND, "The operation would have to wait.";
    child_process_error = ChildProcessError : os_error, parts::OS_KIND, "A child process failed.";
    connection_error = ConnectionError : os_error, parts::OS_KIND, "The root of connection failures.";
    broken_pipe_error = BrokenPipeError : connection_error, parts::OS_KIND, "Nobody reads the other end.";
    connection_aborted_error = ConnectionAbortedError : connection_error, parts::OS_KIND, "The peer gave up connecting.";
    connection_refused_error = ConnectionRefusedError : connection_error, parts::OS_KIND, "The peer refused to connect.";
    connection_reset_error = ConnectionResetError : connection_error, parts::OS_KIND, "The peer reset the connection.";
    file_exists_error = FileExistsError : os_error, parts::OS_KIND, "The file is there already.";
    file_not_found_error = FileNotFoundError : os_error, parts::OS_KIND, "There is no such file.";
    interrupted_error = InterruptedError : os_error, parts::OS_KIND, "A signal interrupted the call.";
    is_a_directory_error = IsADirectoryError : os_error, parts::OS_KIND, "A file was wanted, not a directory.";
    not_a_directory_error = NotADirectoryError : os_error, parts::OS_KIND, "A directory was wanted.";
    permission_error = PermissionError : os_error, parts::OS_KIND, "The permissions do not suffice.";
    process_lookup_error = ProcessLookupError : os_error, parts::OS_KIND, "There is no such process.";
    timeout_error = TimeoutError : os_error, parts::OS_KIND, "The time allowed is over.";
    reference_error = ReferenceError : exception, parts::PLAIN, "The object behind a weak proxy is gone.";
    runtime_error = RuntimeError : exception, parts::PLAIN, "An error that fits no other class.";
    not_implemented_error = NotImplementedError : runtime_error, parts::PLAIN, "A subclass has to supply this.";
    python_finalization_error = PythonFinalizationError : runtime_error, parts::PLAIN, "The interpreter is shutting down.";
    recursion_error = RecursionError : runtime_error, parts::PLAIN, "Calls are nested too deeply.";
    stop_async_iteration = StopAsyncIteration : exception, parts::PLAIN, "An asynchronous iterator has ended.";
    stop_iteration = StopIteration : exception, parts::STOP, "An iterator has ended.";
    syntax_error = SyntaxError : exception, parts::SYNTAX, "The source text is not valid.";
    incomplete_input_error = _IncompleteInputError : syntax_error, parts::SYNTAX_KIND, "The source text goes on.";
    indentation_error = IndentationError : syntax_error, parts::SYNTAX_KIND, "The indentation is not valid.";
    tab_error = TabError : indentation_error, parts::SYNTAX_KIND, "Tabs and spaces contradict each other.";
    system_error = SystemError : exception, parts::PLAIN, "The interpreter met a fault of its own.";
    type_error = TypeError : exception, parts::PLAIN, "The type of an argument does not fit.";
    value_error = ValueError : exception, parts::PLAIN, "The value of an argument does not fit.";
    unicode_error = UnicodeError : value_error, parts::PLAIN, "The root of encoding failures.";
    unicode_decode_error = UnicodeDecodeError : unicode_error, parts::DECODE, "Bytes cannot be decoded.";
    unicode_encode_error = UnicodeEncodeError : unicode_error, parts::ENCODE, "Text cannot be encoded.";
    unicode_translate_error = UnicodeTranslateError : unicode_error, parts::TRANSLATE, "Text cannot be translated.";
    warning = Warning : exception, parts::PLAIN, "The root of warnings.";
    bytes_warning = BytesWarning : warning, parts::PLAIN, "Bytes are used like text.";
    deprecation_warning = DeprecationWarning : warning, parts::PLAIN, "A feature is going away, for developers.";
    encoding_warning = EncodingWarning : warning, parts::PLAIN, "A default encoding is relied on.";
    future_warning = FutureWarning : warning, parts::PLAIN, "A feature will change, for users.";
    import_warning = ImportWarning : warning, parts::PLAIN, "An import looks like a mistake.";
    pending_deprecation_warning = PendingDeprecationWarning : warning, parts::PLAIN, "A feature will be deprecated.";
    resource_warning = ResourceWarning : warning, parts::PLAIN, "A resource was not released.";
    runtime_warning = RuntimeWarning : warning, parts::PLAIN, "Behaviour at run time looks doubtful.";
    syntax_warning = SyntaxWarning : warning, parts::PLAIN, "Source text looks doubtful.";
    unicode_warning = UnicodeWarning : warning, parts::PLAIN, "Text handling looks doubtful.";
    user_warning = UserWarning : warning, parts::PLAIN, "A warning of user code.";
}
