"""base64: all alphabets, padding, what is refused."""
import base64, binascii, io
for n in range(12):
    d=bytes(range(250,250+n)) if n<6 else bytes(range(n))
    for name in "b64 b32 b32hex b16 b85 a85 z85 standard_b64 urlsafe_b64".split():
        e=getattr(base64,name+"encode")(d)
        print(name,e, getattr(base64,name+"decode")(e)==d)
print(base64.encodebytes(b"x"*100), base64.decodebytes(b"eHh4\n"), base64.b64encode(b"\xfb\xff",b"-_"), base64.b64decode("-_8=",b"-_"))
print(base64.a85encode(b"\0"*9+b"    abcd",foldspaces=True,wrapcol=7,adobe=True), base64.a85decode(b"<~z!!*-'~>",adobe=True), base64.a85encode(b"\0\0",pad=True), base64.b85encode(b"ab",pad=True))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: base64.b64decode("a")); t(lambda: base64.b64decode("ab$=", validate=True)); t(lambda: base64.b64decode("ü")); t(lambda: base64.b64decode(5))
t(lambda: base64.b32decode("A")); t(lambda: base64.b32decode("AAAAAAA1")); t(lambda: base64.b32decode("mzxw6===")); t(lambda: base64.b32decode("mzxw6===",casefold=True)); t(lambda: base64.b32decode("MZXW6Y0=",map01=b"I")); t(lambda: base64.b32decode("A======="))
t(lambda: base64.b16decode("0g")); t(lambda: base64.b16decode("ab")); t(lambda: base64.b16decode("ab",True)); t(lambda: base64.b85decode("a b")); t(lambda: base64.b85decode("~~~~~")); t(lambda: base64.a85decode("v")); t(lambda: base64.a85decode("!z")); t(lambda: base64.a85decode("s8W-\"")); t(lambda: base64.a85decode("x",adobe=True)); t(lambda: base64.z85decode("\"")); t(lambda: base64.encodebytes("x"));t(lambda: base64.b64encode("x"))
o=io.BytesIO(); base64.encode(io.BytesIO(b"a"*60),o); print(o.getvalue())
o2=io.BytesIO(); base64.decode(io.BytesIO(o.getvalue()),o2); print(o2.getvalue())
