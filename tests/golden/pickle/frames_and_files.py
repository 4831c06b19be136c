"""Frames of protocol 4 and 5: where they end, what goes around them, what a file gets in which pieces."""
import io
import pickle


class Writer:
    def write(self, data):
        print("write", type(data).__name__, len(data), bytes(data[:14]))


def pieces(value, protocol=4):
    print("--", protocol)
    pickle.dump(value, Writer(), protocol)


pieces([b"x" * 1000] * 3 + [bytes([i]) * 1000 for i in range(200)])
pieces([b"y" * 70000, "é" * 70000, bytearray(b"z" * 70000)], 5)
pieces(["a" * 65536, "b" * 65535, "c" * 65530])
pieces(b"x" * 65536)
pieces(b"y" * 65535)
pieces(list(range(100000)), 2)
pieces(list(range(100000)))
pieces([1, b"x" * 65536, b"", b"x" * 65537, 1, 2])


class Reader:
    def __init__(self, data):
        self.file = io.BytesIO(data)

    def read(self, n):
        return self.file.read(n)

    def readline(self):
        return self.file.readline()


value = [1, "text", b"x" * 70000, {"k": (1.5, None)}]
for protocol in range(3, 6):
    data = pickle.dumps(value, protocol) + b"rest"
    reader = Reader(data)
    print(pickle.load(reader) == value, reader.file.read())
    buffered = io.BufferedReader(io.BytesIO(data))
    print(pickle.load(buffered) == value, buffered.read())
out = io.BytesIO()
pickler = pickle.Pickler(out, 4)
shared = ["shared"]
for i in range(3):
    pickler.dump([i, shared])
pickler.clear_memo()
pickler.dump([3, shared])
print(out.getvalue())
out.seek(0)
unpickler = pickle.Unpickler(out)
got = [unpickler.load() for _ in range(3)]
print(got, got[0][1] is got[2][1], pickle.load(out))
