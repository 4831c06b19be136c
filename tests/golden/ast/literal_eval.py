"""ast.literal_eval: literals, signs, complex numbers; anything else is refused."""
import ast

for text in [
    "1", " -1", "\t+2.5", "-1j", "3+4j", "-3-4j", "'a' 'b'", "b'x'", "None", "True", "...",
    "(1, 2)", "[]", "{}", "{1, 2}", "set()", "{'a': [1, (2,)]}", "0x1f", "1_000", "- 1",
]:
    print(repr(text), ast.literal_eval(text))
for text in ["a", "1 + 2", "f()", "-a", "--1", "~1", "set(1)", "{**a}", "[*a]", "f'x'", "1j + 2", "a.b", "True + 1j", "", "1 2", "lambda: 1", "(1, b)", "\n1", "x[0]"]:
    try:
        print(repr(text), ast.literal_eval(text))
    except (ValueError, SyntaxError, TypeError) as error:
        print(repr(text), type(error).__name__, str(error).split(" at 0x")[0])
print(ast.literal_eval(ast.parse("[1, 2]", mode="eval")))
print(ast.literal_eval(ast.Constant(5)))
