"""The texts of TypeError for operators that do not apply."""
values = {"None": None, "1": 1, "1.5": 1.5, "'s'": "s", "[]": [], "()": (), "{}": {}, "set()": set(), "b'b'": b"b", "object": object,
          "print": print, "1j": 1j}
pairs = [("1", "'s'"), ("'s'", "1"), ("[]", "()"), ("None", "1"), ("{}", "{}"), ("b'b'", "'s'"), ("'s'", "b'b'"), ("print", "1"), ("1.5", "[]"),
         ("set()", "[]"), ("object", "1"), ("1j", "'s'"), ("()", "[]"), ("None", "None")]
for left, right in pairs:
    for operator in ("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "<", ">=", "in", "not in"):
        try:
            eval(f"l {operator} r", {"l": values[left], "r": values[right]})
        except TypeError as error:
            print(left, operator, right, "->", error)
for value in ("None", "'s'", "[]", "print", "1.5"):
    for operator in ("-", "+", "~"):
        try:
            eval(operator + "v", {"v": values[value]})
        except TypeError as error:
            print(operator, value, "->", error)
for statement in ("x = 1; x += 's'", "x = 's'; x += 1", "x = []; x += 1", "x = (); x -= ()", "x = None; x **= 2", "x = {}; x |= 5",
                  "divmod(1, 's')", "pow(1, 2, 's')", "pow('a', 2)", "abs('x')", "round('x')", "len(5)", "iter(5)", "next(5)", "hash([])",
                  "int([])", "float([])", "complex([])", "list(5)", "tuple(5)", "dict(5)", "set(5)", "sum(5)", "sum(['a'])", "max(5)", "max()",
                  "max([])", "sorted(5)", "reversed(5)", "enumerate(5)", "zip(5)", "map(1)", "range('a')", "range()", "range(1, 2, 0)", "chr('a')",
                  "ord('ab')", "ord(5)", "bytes('a')", "bytearray('a')", "str(b'a', 5)", "isinstance(1, 5)", "issubclass(1, int)", "super(5)",
                  "type(1, 2)", "slice()", "bin('a')", "hex(1.5)", "oct(None)", "bool(1, 2)", "vars(5)", "dir(1, 2)", "id()", "input(1, 2)",
                  "open()", "print(sep=5)", "print(end=5)", "print(nothing=1)", "format(1, 5)", "all(5)", "any(5)", "callable()", "ascii()", "filter(1)"):
    try:
        exec(statement)
    except (TypeError, ValueError) as error:
        print(statement, "->", type(error).__name__, error)
