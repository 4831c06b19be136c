"""Tracebacks of code without a readable source: exec, eval, odd file names."""
import traceback

for source, name in (("1 / 0", "<string>"), ("def f():\n  return [].x\nf()", "no_such_file.py"), ("x = lambda: y\nx()", "<made up>")):
    try:
        exec(compile(source, name, "exec"))
    except Exception:
        print(traceback.format_exc(), end="")
try:
    eval("undefined + 1")
except NameError:
    print(traceback.format_exc(), end="")
exec("def g():\n    raise KeyError('deep')\ng()")
