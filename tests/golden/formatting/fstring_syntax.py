"""f-string syntax: nested quotes, multi-line, comments, `=`, lambdas, dicts, walrus, escapes (PEP 701)."""
d = {"a": 1, "b": [1, 2]}
n = 5
print(f"{d["a"]} {d['b'][1]} {f"{f"{n}"}"} {"\n".join(["x", "y"])!r} {'\t'!r}")
print(f"{
    n  # a comment
    + 1
}", f"""{
    d['a']
    }""", f'{n:{n}}', f"{n:>{n}}", f"{n:{'>'}{n}}")
print(f"{n=}", f"{n = }", f"{n  =  }", f"{n=!r}", f"{n=:>5}", f"{n=!s:>5}", f"{d['a']=}", f"{n+1=}", f"{(n, 1)=}", f"{f'{n}'=}", f"{'a'=}", f"{n =:x<4}")
print(f"{(lambda x: x + 1)(2)}", f"{[x for x in range(2)]}", f"{ {'k': 1}['k'] }", f"{ {1, 2} == {2, 1} }", f"{(y := 7)}", y, f"{n if n > 3 else 0}", f"{n:=5}", f"{n!r:^5}")
print(f"{{}}", f"{{{n}}}", f"{{{{{n}}}}}", f"a{{b}}c", f"{n}}}", f"{'{'}", f"{'}'}", f"{{n}}", "{n}", f"{'{n}'}")
print(f"\x41{n}\u00e9", rf"\x{n}\d", f"\N{BULLET}{n}", fr"{n}\{n}", f"a\tb{n}\\", f"{n}\n".encode())
print(f"{n}" "b" f"{n}" 'c', f"" == "", f"{''}" == "", f"x" f"y", ("a" f"{n}"
      "b"))
print(f"{*d,}", f"{*[1], *[2]}", f"{1, 2}", f"{n,}", f"{yield_ if (yield_ := 1) else 0}", f"{not n}", f"{n and 1 or 2}", f"{-n}", f"{n ** 2}", f"{n!=5}", f"{n==5}", f"{n<=5}", f"{n>=5=}")
print(f"{n:{n}d}|{n:{n}.{2}f}|{3.14159:{n + 3}.{n - 3}}|{'x':{'*'}^{n}}")


class A:
    def __format__(self, spec):
        return repr(spec)


print(f"{A():}", f"{A():{n}}", f"{A():a{n}b{n + 1}c}", f"{A():{{}}}" if False else "", f"{A(): }", f"{A():!r}", f"{A():\x41}", f"{A():{'a' 'b'}}", f"{A()!r:.0}")
print(f'{"'"}', f"{'"'}", f'''{'"""'}''', f"{"{" + "}"}", f"{d["b"][d["a"]]}")


def f():
    x = 1

    def g():
        return f"{x} {n} {[x for _ in range(2)]}"
    return g()


print(f())
print(f"{'a' if n else 'b':>3}{'c':<3}|", f"{1:3}{2:<3}{3:^3}|", f"{n:#x} {n:#o} {n:+} {n: }")
