"""sys: versions, limits, streams, modules, hooks."""
import sys

print(sys.version_info[:3], sys.version_info.major, sys.version_info >= (3, 13), sys.version.split()[0], sys.hexversion >> 16 == 0x030d, sys.byteorder, sys.maxsize == 2 ** 63 - 1, sys.maxunicode, sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.hash_info.width)
print(sys.argv, sys.getrecursionlimit(), sys.platform, type(sys.modules).__name__, "sys" in sys.modules, "math" in sys.builtin_module_names or True, sys.stdout.encoding, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.flags.optimize, sys.getsizeof(()) > 0, sys.exc_info(), sys.exception(), sys.int_info.default_max_str_digits)
print(sys.displayhook.__name__, sys.excepthook is sys.__excepthook__, sys.stdout is sys.__stdout__, sys.stdin.read() == "", sys.getswitchinterval(), sys.get_int_max_str_digits(), sys.intern("abc") is sys.intern("abc"), callable(sys.exit), sys.warnoptions, sys._xoptions, sys.dont_write_bytecode)
sys.displayhook(5)
sys.displayhook(None)
print(_)


def depth():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_lineno


print(depth())
for bad in (lambda: sys.setrecursionlimit("x"), lambda: sys.setrecursionlimit(-1), lambda: sys._getframe(1000), lambda: sys.intern(5), lambda: sys.set_int_max_str_digits(5), lambda: sys.getsizeof(), lambda: sys.exit(1, 2), lambda: sys.setswitchinterval(0), lambda: sys.nothing, lambda: sys.getrefcount(), lambda: sys.settrace()):
    try:
        bad()
    except (TypeError, ValueError, RecursionError, AttributeError) as error:
        print(type(error).__name__, error)
events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name))
    return None


print(sys.implementation.cache_tag is not None, isinstance(sys.path, list), sys.implementation.name == sys.implementation.name)
sys.stderr.write("direct to stderr\n")
print(sys.stdout.write("x\n"), sys.stdout.writable(), sys.stdout.isatty(), sys.stdout.fileno(), sys.stdin.fileno(), sys.stdout.name, sys.stdout.mode, sys.stdout.line_buffering, sys.stdout.buffer.write(b"raw bytes\n"))
