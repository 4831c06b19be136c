"""What pickle.loads says about data that is no pickle."""
import io
import pickle

CASES = [
    b"", b"\x80", b"\x80\x06.", b"\x80\x04", b".", b"K.", b"Z", b"\x00", b"'", b"\\", b"0.", b"h\x00.", b"j\0\0\0\0.", b"g0\n.",
    b"gx\n.", b"g-1\n.", b"(.", b"(1.", b"t.", b"(t", b"\x8c\x01", b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff", b"B\xff\xff\xff\xff",
    b"T\xff\xff\xff\xff", b"\x8d\xff\xff\xff\xff\xff\xff\xff\x7f", b"\x95\xff\xff\xff\xff\xff\xff\xff\x7f",
    b"\x95\xff\xff\xff\xff\xff\xff\xff\xff", b"\x95\x05\0\0\0\0\0\0\0K", b"\x8f\x90.", b"K\x01K\x02a.", b"]K\x01K\x02s.",
    b"}(K\x01u.", b"]a.", b"R.", b"NNR.", b"NN\x81.", b"N)\x81.", b"cbuiltins\nnope\n.", b"cnope\nnope\n.", b"KK\x93.", b"\x82\x00.",
    b"\x82\x01.", b"P1\n.", b"Q.", b"NQ.", b"Ix\n.", b"I1", b"Fx\n.", b"L1\n.", b"L12L\n.", b"S'abc'\n.", b"Sabc\n.", b"S'a\n.",
    b"S'\\x41\\n\\101'\n.", b"Vabc\\u1234\n.", b"U\x02ab.", b"U\x02\xff\xfe.", b"S'\\xff'\n.", b"\x88\x89\x86.", b"\x97.", b"N\x98.",
    b"\x96\x05\0\0\0\0\0\0\0ab.", b"\x8a\x00.", b"\x8a\x02\x00\x80.", b"\x8b\x01\x00\x00\x00\x7f.", b"\x8b\xff\xff\xff\xff.",
    b"N}b.", b"NNb.", b"Nb.", b"(cbuiltins\nlist\no.", b"(o.", b"(No.", b"2.", b"N2\x86.", b"(1N.", b"\x94.", b"p0\n", b"Np-1\n.",
    b"Npx\n.", b"N(d.", b"(Nd.", b"(]Nd.", b"\x8c\x01\xff.", b"X\x01\0\0\0\xff.", b"NN.", b"N.N", b"I00\n.", b"I01\n.", b"I-5\n.",
    b"(ibuiltins\nlist\n.", b"(K\x01\x91.", b"(]\x91.", b"c__builtin__\nxrange\n.", b"c__builtin__\nlong\n.",
]
for data in CASES:
    try:
        print(data, "->", repr(pickle.loads(data)))
    except Exception as error:
        print(data, type(error).__module__, type(error).__name__, error.args)
for data in (b"", b"\x80", b"B\xff\xff\xff\x7f", b"I1", b"cos", b"K"):
    try:
        pickle.load(io.BytesIO(data))
    except Exception as error:
        print(data, type(error).__name__, error)
for bad in ("text", 5, None):
    for function in (pickle.loads, pickle.load):
        try:
            function(bad)
        except Exception as error:
            print(type(error).__name__, error)
print(pickle.loads(bytearray(b"K\x05.")), pickle.loads(memoryview(b"K\x06.")))
for encoding in ("latin1", "bytes", "utf-8"):
    try:
        print(pickle.loads(b"U\x02\xc3\xa9.", encoding=encoding))
    except Exception as error:
        print(error)
print(pickle.loads(b"U\x01\xff.", encoding="ascii", errors="replace"))
