"""SyntaxError from compile, exec and eval: attributes and how it prints."""
import traceback

for source, mode in (("x = = 1", "exec"), ("print(1", "exec"), ("a b", "eval"), ("def f():\nx", "exec"), ("if 1:\n\tx\n        y", "exec"), ("'abc", "exec"),
                     ("x = (1,\n     2", "exec"), ("return 1", "exec"), ("1 +", "eval"), ("", "eval"), ("f(a=1, 2)", "exec"), ("nonlocal x", "exec"),
                     ("for x in y", "exec"), ("class A\n  pass", "exec"), ("1 = x", "exec"), ("a\n  b", "exec"), ("f'{a b}'", "exec")):
    try:
        compile(source, "name.py", mode)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset, e.print_file_and_line)
        print(str(e))
        print("".join(traceback.format_exception_only(e)), end="")
try:
    eval("1 +")
except SyntaxError as e:
    print(e)
exec("def f():\n    return 1 +\n")
