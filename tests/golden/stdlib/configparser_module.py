"""configparser: sections, defaults, interpolation, writing, errors."""
from configparser import *
import configparser, io
T="""# c
[DEFAULT]
base = /x
Time: 45
[one]
a = 1
b: %(base)s/b
; c
multi = l1
  l2

  l3
empty =
flag = yes
pct = 50%%
[two.three]
key with space = v = w
a = %(missing)s
"""
c=ConfigParser(); c.read_string(T)
print(c.sections(), c.options("one"), c["one"]["b"], repr(c["one"]["multi"]), c.getint("one","a"), c.getboolean("one","flag"), c.getfloat("one","time"), c["one"].getint("zz",7), c.get("one","zz",fallback="f"), c["one"].get("zz"), repr(c["one"]["empty"]), c["one"]["pct"])
print(dict(c["one"]), list(c), len(c), "one" in c, c["two.three"]["key with space"], c.items("one"), c.has_option("one","base"), c.defaults())
o=io.StringIO(); c.write(o); print(o.getvalue()); o=io.StringIO(); c.write(o,False); print(o.getvalue())
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, e.args)
def rd(s,**k):
    p=ConfigParser(**k); p.read_string(s); return {n:dict(p[n]) for n in p}
t(lambda: c["two.three"]["a"]); t(lambda: c["nope"]); t(lambda: c.get("nope","a")); t(lambda: c.get("one","nope")); t(lambda: c["one"]["nope"]); t(lambda: c.getboolean("one","a")); t(lambda: c.getboolean("one","base"))
t(lambda: rd("a=1")); t(lambda: rd("[s]\na=1\na=2")); t(lambda: rd("[s]\n[s]")); t(lambda: rd("[s]\nnovalue")); t(lambda: rd("[s]\nnovalue\nb=1",allow_no_value=True)); t(lambda: rd("[s]\nx\n y",allow_no_value=True)); t(lambda: rd("[s]\n=1\nfoo\n")); t(lambda: rd("[s]\na=1 ; c\nb=2 # d\n;e=3",inline_comment_prefixes=(";","#"))); t(lambda: rd("[s]\na=1\n\n b\nc=2",empty_lines_in_values=False)); t(lambda: rd("[s]\na->1",delimiters=("->",))); t(lambda: rd("[s]\na=1\na=2\n[s]\nb=1",strict=False)); t(lambda: rd("[s]\na=%x")); t(lambda: rd("[s]\na=%(a)s")); t(lambda: rd("[s]\na=%(a")); t(lambda: rd("a=1\n[s]\nb=2",allow_unnamed_section=True)); t(lambda: rd("[s]\na=1\n  # c\n  b\n# d\n"))
e=ConfigParser(interpolation=ExtendedInterpolation()); e.read_string("[a]\nx=1\ny=${x}${b:z}$$\n[b]\nz=${a:x}!\nw=${q}\nv=${a:b:c}\nu=$x\n")
t(lambda: e["a"]["y"]); t(lambda: e["b"]["w"]); t(lambda: e["b"]["v"]); t(lambda: e["b"]["u"])
r=RawConfigParser(); r.read_string("[s]\na=%(x)s\n"); print(r["s"]["a"]); r.set("s","n",5); print(r.get("s","n"))
t(lambda: c.set("one","x",5)); t(lambda: c.set("one","x","%")); t(lambda: c.add_section("one")); t(lambda: c.add_section("DEFAULT")); t(lambda: c.add_section(5)); t(lambda: c.__delitem__("DEFAULT")); t(lambda: c["one"].__setitem__("q",5))
c["new"]={"a":1,"B":"x"}; print(dict(c["new"])); del c["new"]["a"]; print("a" in c["new"], c.remove_option("new","b"), c.remove_section("new"), c.remove_section("new"))
c.read_dict({"d":{"k":None and 1 or 2}}); print(c["d"]["k"], c["d"], c["d"].name, c["d"].parser is c)
k=ConfigParser(converters={"list":lambda v: v.split(",")}); k.read_string("[s]\na=1,2"); print(k.getlist("s","a"), k["s"].getlist("a"), k["s"].getlist("b",[]), list(k.converters))
c.optionxform=str; c.read_string("[Case]\nAbC=1"); print(dict(c["Case"])); print(c.read(["/no/such"]), c.popitem()[0], ConfigParser({"a":"1"}).defaults(), ConfigParser(default_section="D")["D"])
