"""tomllib: documents and what is wrong with others."""
import tomllib, io, decimal
docs=['a=1\nb="x\\u00e9"\nc=[1,\n 2, # c\n]\nd={x=1,y.z=2}\n[t]\ne=1979-05-27T07:32:00Z\nf=07:32:00.5\ng=1979-05-27\n[[arr]]\nn=1\n[[arr]]\nn=2\n[arr.sub]\nq=true\n', 'x = """\nabc\\\n   def"""\ny=\'\'\'\na"b\'\'\'\nz="""a""b"""""\n', 'a.b.c=1\na.b.d=2\n[x.y]\nz=1\n[x]\nw=2', 'f=1.5e3\ng=-inf\nh=nan\ni=0xFF\nj=0o17\nk=0b11\nl=1_000\nm=+1.0', '"quoted key"=1\n\'lit\'=2\n"".x=3', 'd=1979-05-27 07:32:00-07:00','a=[[1,2],["x"],{b=1}]','fruit=[]\n','[a]\nb.c=1\n[a.d]\ne=1','','# only comment','a={}','a = "\\t\\"\\\\"', 'a={b=1}\n[c]\n[c.d]\n[[c.e]]\n[c.e.f]\n[[c.e]]\n[c.e.f]\n']
bad=['a','a=','a=1\na=2','[a]\n[a]','a=[1','a={b=1,}','a={b=1','a="x','a="\\q"','a=01','a=1.','a="\\ud800"','[a\n','a.b=1\n[a]\n','a=1\n[a]','a=[]\n[[a]]','a={}\n[a.b]','[[a]]\n[a]','a=1979-13-01','a=1979-02-30','a = 1 b = 2','=1','a==1','a="\x01"','# \x01','a=\'\'\'x','a="""x','a=tru','[a]\nb={c=1}\n[a.b.d]','a.b=1\na.b.c=2','[a.b]\n[a]\nb.c=1','a={b.c=1,b=2}','a={b={c=1},b.d=2}','x=1\r','"""k"""=1','a=+0x1','a=1__0','[[a]]\n[a.b]\n[[a.b]]', 'a="\\u12"', '[]','[a.]','a.=1', 'a=2020-01-01T25:00:00']
for d in docs: print(tomllib.loads(d))
for d in bad:
    try: print(repr(d), tomllib.loads(d))
    except tomllib.TOMLDecodeError as e: print(repr(d), e)
print(tomllib.load(io.BytesIO(b"a=1\r\n")), tomllib.loads("a=1.10",parse_float=decimal.Decimal))
for f in (lambda: tomllib.load(io.StringIO("a=1")), lambda: tomllib.loads(b"a=1"), lambda: tomllib.loads("a=1.0",parse_float=lambda x: [])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
