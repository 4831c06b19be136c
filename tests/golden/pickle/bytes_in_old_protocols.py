"""bytes and bytearray at protocols 0 to 2, where a call of codecs.encode stands for them."""
import pickle

for protocol in range(5):
    for value in (b"", b"a", b"a\xff", bytearray(), bytearray(b"b"), bytearray(b"bc"), [b"x", b"x", b"\xff\n\\"], [bytearray(b"b"), bytearray(b"b")]):
        data = pickle.dumps(value, protocol)
        print(protocol, data, pickle.loads(data) == value)
