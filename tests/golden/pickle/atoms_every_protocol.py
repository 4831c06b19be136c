"""pickle.dumps of atoms at every protocol, byte for byte, and the way back."""
import pickle

NUMBERS = [0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63, -(2**63), 2**300, -(2**300), 127, 128,
           -128, -129, 2**2040, -32768]
TEXTS = ["", "a", "é\n\\", "\ud800", "\U0001f600", "\0\r\x1a", "\xff\u0100", "x" * 255, "y" * 256]
OTHERS = [None, True, False, 1.5, -0.0, float("inf"), 1e300, 0.1, ..., NotImplemented]


def show(value, protocol):
    data = pickle.dumps(value, protocol)
    back = pickle.loads(data)
    print(protocol, ascii(value)[:40], data[:90], len(data), back == value and type(back) is type(value))


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for value in NUMBERS + TEXTS + OTHERS:
        show(value, protocol)
for protocol in (3, 4, 5):
    for value in (b"", b"ab\xff", b"z" * 255, b"z" * 256):
        show(value, protocol)
print(pickle.dumps(float("nan"), 0), pickle.dumps(float("nan"), 2))
print(pickle.DEFAULT_PROTOCOL, pickle.HIGHEST_PROTOCOL, pickle.dumps(1, -1), pickle.dumps(1, None))
