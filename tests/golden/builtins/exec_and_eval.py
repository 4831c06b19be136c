"""exec, eval and compile: namespaces, modes, code objects, results, errors."""
x = 10
print(eval("x + 1"), eval("x", {"x": 1}), eval("x + y", {"x": 1}, {"y": 2}), eval(" 1 + 1"), eval("[i for i in range(3)]"), eval(compile("2 * 3", "f", "eval")), eval(b"1 + 1"), eval("\n1\n"))
exec("y = x * 2")
print(y)
ns = {}
exec("a = 1\ndef f():\n    return a\nb = f()", ns)
print(ns["a"], ns["b"], sorted(k for k in ns), ns["f"].__module__ if False else ns["f"]())
g, l = {"v": 1}, {}
exec("w = v + 1\nv = 5", g, l)
print(g["v"], l, "__builtins__" in g, exec("pass"))


class Names(dict):
    def __missing__(self, key):
        return f"<{key}>"


print(eval("p + q", {}, Names()), eval("len('abc')", {"__builtins__": {"len": lambda s: "own len"}}))
try:
    eval("len('abc')", {"__builtins__": {}})
except NameError as error:
    print(error)


def function():
    v = 1
    exec("v = 2; made = 3")
    return v, "made" in locals(), eval("v"), [eval("v", globals(), {"v": i}) for i in range(2)]


print(function())


def closure(n):
    return eval("lambda m: m * 2")(n), eval("[n for _ in range(2)]")


print(closure(4))
code = compile("z = 1\nz + 1", "<made>", "exec")
print(type(code).__name__, code.co_filename, code.co_name, exec(code), z)
exec(compile("1 + 1; 'shown'", "s", "single"))
exec(compile("for i in range(2): i * 10\n", "s", "single"))
exec(compile("None", "s", "single"))
print(eval("(yield_ := 5)"), eval("lambda: 3")(), eval("print('side effect')"), eval("1 if x else 2"))
for bad in ("eval('x = 1')", "eval('')", "eval('1\\n2')", "eval('import math')", "eval(5)", "exec(5)", "eval('1', 5)", "eval('1', {}, 5)", "exec('1', [])", "compile('1', 'f', 'nope')", "compile(5, 'f', 'exec')", "compile('1 +', 'f', 'exec')", "compile('a\\0b', 'f', 'exec')", "eval()", "exec()",
            "compile('1')", "eval('undefined')", "exec('return 1')", "exec('yield 1')", "exec('await x')", "exec('break')", "eval('1 +')", "exec('  x = 1')", "compile('1', 'f', 'exec', dont_inherit=5, flags='x')", "exec('def f():\\n  nonlocal q')", "exec(lambda: 0)", "eval(compile('x = 1', 'f', 'exec'))", "exec('raise ValueError(7)')"):
    try:
        print(bad, eval(bad))
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
deep = {}
exec("exec('inner = 1')\nouter = inner + 1", deep)
print(deep["outer"])
exec("class K:\n    v = 1\n    def m(self): return self.v", ns)
print(ns["K"]().m(), ns["K"].__module__)
