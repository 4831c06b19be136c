"""uuid: fields, names, versions, what is refused; codeop."""
import pickle
import uuid
import codeop
u = uuid.UUID("{12345678-1234-5678-1234-567812345678}")
print(u, repr(u), u.hex, u.int, u.fields, u.bytes, u.bytes_le, u.urn, u.variant, u.version, u.time, u.clock_seq, u.node, u.is_safe)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, uuid.uuid1().version, uuid.uuid4().variant)
print(uuid.UUID(bytes=u.bytes) == u, uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(fields=u.fields) == u, uuid.UUID(int=u.int) == u, hash(u) == hash(u.int), u < uuid.UUID(int=2**128 - 1), sorted([u, uuid.UUID(int=0)]), pickle.loads(pickle.dumps(u)) == u)
for f in (lambda: uuid.UUID("x"), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: uuid.UUID(int=2**128), lambda: uuid.UUID(bytes=b"1"), lambda: uuid.UUID(fields=(1,)), lambda: uuid.UUID(fields=(2**32, 0, 0, 0, 0, 0)), lambda: uuid.UUID(int=1, version=9), lambda: setattr(u, "int", 1), lambda: u < 5, lambda: u == 5):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
for source in ["", "x = 1", "if 1:", "if 1:\n  x", "if 1:\n  x\n", "def f():\n  return", "(1 +", "x = '''", "1 +", "# c", "for", "a b", "x = 1\n", "print(1)\\"]:
    try:
        code = codeop.compile_command(source)
        print(repr(source), None if code is None else "code")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error)
c = codeop.CommandCompiler()
c("from __future__ import annotations")
print(bool(c.compiler.flags & __import__("__future__").annotations.compiler_flag))
