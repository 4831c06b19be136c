"""What a debugger sets on a frame is kept and given back."""

import sys

frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)


def tracer(*arguments):
    return None


frame.f_trace = tracer
print(frame.f_trace is tracer)
del frame.f_trace
print(frame.f_trace)
for value in (False, True, 1, None, "x"):
    for name in ("f_trace_lines", "f_trace_opcodes"):
        try:
            setattr(frame, name, value)
        except TypeError as error:
            print(name, repr(value), error)
        else:
            print(name, repr(value), getattr(frame, name))
try:
    del frame.f_trace_lines
except TypeError as error:
    print(error)
