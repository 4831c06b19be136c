"""Protocol 5: PickleBuffer in and beside the pickle."""
import pickle

for data in (b"bytes", bytearray(b"bytearray")):
    buffer = pickle.PickleBuffer(data)
    print(pickle.dumps(buffer, protocol=5))
    collected = []
    stream = pickle.dumps([buffer, 1], protocol=5, buffer_callback=collected.append)
    print(stream, len(collected), bytes(collected[0].raw()))
    back = pickle.loads(stream, buffers=collected)
    print(type(back[0]).__name__, bytes(back[0]))
    print(type(pickle.loads(stream, buffers=[b"other"])[0]).__name__)
    print(pickle.dumps(buffer, protocol=5, buffer_callback=lambda buffer: True))
for protocol, kwargs in ((4, {}), (4, {"buffer_callback": print})):
    try:
        pickle.dumps(pickle.PickleBuffer(b""), protocol=protocol, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)
for buffers in (None, [], ()):
    try:
        pickle.loads(stream, buffers=buffers)
    except Exception as error:
        print(type(error).__name__, error)
try:
    pickle.PickleBuffer("text")
except TypeError as error:
    print(error)
buffer = pickle.PickleBuffer(bytearray(b"abc"))
print(bytes(memoryview(buffer)), memoryview(buffer).readonly)
buffer.release()
try:
    buffer.raw()
except ValueError as error:
    print(error)
print(pickle.dumps(bytearray(b"xy"), 5), pickle.loads(pickle.dumps(bytearray(b"xy"), 5)))
