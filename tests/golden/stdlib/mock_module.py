"""unittest.mock: calls, specs, patches, special methods, files, coroutines."""
import asyncio
from unittest.mock import *
from unittest import mock
import re
def clean(s): return re.sub(r"id='\d+'","id=..",str(s))
def t(label,f):
    try: r=f()
    except BaseException as e: print(label,"->",type(e).__name__,clean(e))
    else: print(label,"->",clean(repr(r)))
m=Mock(); m(1,a=2); m.foo(3).bar(4); m.x.y.z(5)
print(m.called,m.call_count,m.call_args,m.call_args_list,m.mock_calls,m.method_calls,m.foo.mock_calls,m.foo.return_value.bar.call_args)
print(m.call_args.args,m.call_args.kwargs,m.call_args==call(1,a=2),m.call_args==((1,),{'a':2}),call.foo(3).bar(4) in m.mock_calls, call.foo(3).bar(4).call_list())
t("repr",lambda: m); t("repr",lambda: m.foo); t("repr",lambda: m.foo()); t("repr",lambda: m.foo().bar); t("repr",lambda: Mock(name="n").a()); t("spec",lambda: Mock(spec=int)); t("magic",lambda: MagicMock(spec_set=dict))
m.assert_called_with(1,a=2); m.assert_called_once(); m.foo.assert_called_with()
t("awith",lambda: m.assert_called_with(2)); t("once",lambda: m.foo.assert_called_once()); t("not",lambda: m.assert_not_called()); t("any",lambda: m.assert_any_call(9)); t("never",lambda: Mock().assert_called()); t("never",lambda: Mock(name="q").assert_called_with(1)); t("has",lambda: m.assert_has_calls([call(7)])); t("has2",lambda: m.assert_has_calls([call(1,a=2),call.foo(3)])); t("has3",lambda: m.assert_has_calls([call.x.y.z(5),call(1,a=2)],any_order=True)); t("has4",lambda: m.assert_has_calls([call.x.y.z(6)],any_order=True)); t("oncew",lambda: m.assert_called_once_with(1))
m=Mock(return_value=5,side_effect=None); print(m()); m.side_effect=[1,ValueError("x"),DEFAULT]; print(m()); t("se",m); print(m()); t("stop",m); m.side_effect=lambda *a: a; print(m(1,2)); m.side_effect=KeyError; t("exc",m)
m=Mock(**{"a.b.return_value":3,"c":4}); print(m.a.b(),m.c)
t("attr",lambda: Mock(spec=["a"]).b); t("set",lambda: setattr(Mock(spec_set=["a"]),"b",1)); t("assret",lambda: Mock().assret_called()); t("asert",lambda: Mock().called_once); t("del",lambda: (lambda q: (q.__delattr__("x"), q.x))(Mock(x=1)))
print(isinstance(Mock(spec=int),int), Mock(spec=int).__class__, callable(NonCallableMock()))
mm=MagicMock(); print(len(mm),list(mm),bool(mm),int(mm),float(mm),mm[1] is mm[1],1 in mm,mm==mm,mm==1,complex(mm), hash(mm)==hash(mm), str(mm)[:10])
mm.__len__.return_value=7; mm.__getitem__.return_value="item"; mm.__iter__.return_value=[1,2]; print(len(mm),mm["k"],list(mm),mm.__getitem__.call_args,mm.mock_calls[-3:])
with mm as ctx: print(ctx is mm.__enter__.return_value, mm.__exit__.called)
mm+1; print(mm.__add__.called, mm.__add__.call_args); t("lt",lambda: mm<1)
mm.__str__=lambda self: "text"; print(str(mm)); mm.__bool__.return_value=False; print(bool(mm))
class Real:
    attr=1
    def __init__(self,a,b=2): pass
    def method(self,x,*,y=1): return x
    @staticmethod
    def st(a): pass
    @classmethod
    def cl(cls,a): pass
    @property
    def prop(self): return 5
    async def co(self,x): return x
A=create_autospec(Real); inst=A(1); inst.method(1,y=2); t("as",lambda: inst.method()); t("as2",lambda: A()); t("as3",lambda: inst.nope); t("as4",lambda: inst.st(1)); t("as5",lambda: inst.st()); t("as6",lambda: inst.cl(1)); print(A.mock_calls, inst.method.mock_calls, type(inst.co).__name__, isinstance(inst,Real)); inst.method.assert_called_once_with(x=1,y=2)
def fn(a,b=1): return a
f=create_autospec(fn,return_value=9); print(f(1),f.call_args,f.called); t("fn",lambda: f()); f.assert_called_once_with(1); print(f.__name__, type(f).__name__)
import os,sys,types
mod=types.ModuleType("fakemod"); mod.value=1; mod.func=fn; mod.Real=Real; sys.modules["fakemod"]=mod
with patch("fakemod.value",5) as p: print(mod.value,p)
print(mod.value)
with patch("fakemod.func") as p: mod.func(1,2); print(p.mock_calls, clean(p))
@patch("fakemod.func")
@patch.object(mod,"value",10)
def dec(x,mk): print(x,clean(mk),mod.value); return mk
dec(1); print(mod.value, mod.func is fn)
with patch.multiple("fakemod",value=DEFAULT,func=3) as d: print(sorted(d), mod.func)
dd={"a":1}
with patch.dict(dd,{"b":2},c=3): print(dd)
with patch.dict(dd,clear=True): print(dd)
print(dd)
@patch.dict(dd,{"z":1})
def pd(): print(dd)
pd()
t("p1",lambda: patch("nodot").start()); t("p2",lambda: patch("fakemod.nope").start()); t("p3",lambda: patch.object("s","x")); t("p4",lambda: patch("fakemod.value",1,new_callable=Mock)); 
with patch("fakemod.new",1,create=True): print(mod.new)
print(hasattr(mod,"new"))
pp=patch("fakemod.value",7); print(pp.start(),mod.value); patch.stopall(); print(mod.value)
with patch("fakemod.Real",autospec=True) as R: R(1).method(2); t("auto",lambda: R(1).method()); print(R.mock_calls)
with patch("fakemod.func",autospec=True) as R: R.return_value=4; print(R(2)); t("auto",lambda: R())
with patch("fakemod.Real",spec=True) as R: print(clean(R), clean(R.return_value)); t("spec",lambda: R.zzz)
@patch("fakemod.value",3)
class TC:
    def test_a(self): return mod.value
    def other(self): return mod.value
print(TC().test_a(),TC().other())
with patch.object(Real,"prop",new_callable=PropertyMock) as pm:
    pm.return_value=8; print(Real(1).prop, pm.mock_calls)
with patch.object(Real,"method",side_effect=[1]) as me: print(Real(1).method(4), me.call_args)
print(sentinel.a is sentinel.a, sentinel.b, ANY==5, call(1,ANY)==call(1,2), call, call.a.b(1), call(1)(2), call.x(1)==("x",(1,)), [call(1)]==[((1,),)], call()==((),{}))
o=mock_open(read_data="l1\nl2\n")
with patch("builtins.open",o):
    with open("f") as fh: print(fh.read()); 
    with open("f") as fh: print(fh.readline(), list(fh))
    open("g","w").write("data")
print(o.mock_calls[:4], o().write.mock_calls)
am=AsyncMock(return_value=3)
async def go():
    print(await am(1), am.await_count, am.await_args, am.await_args_list); am.assert_awaited_once_with(1); t("aw",lambda: am.assert_awaited_with(2)); t("na",lambda: am.assert_not_awaited())
    am.side_effect=[1,ValueError("q")]; print(await am()); 
    try: await am()
    except ValueError as e: print(e)
    x=MagicMock(); x.__aiter__.return_value=[1,2]; print([i async for i in x])
    async with MagicMock() as q: print(type(q).__name__)
    @patch("fakemod.value",12)
    async def co(): return mod.value
    print(await co()); print(await inst.co(2) is inst.co.return_value)
asyncio.run(go())
s=Mock(); s.a=1; s.b.c; seal(s); t("seal",lambda: s.zz); t("seal2",lambda: s.b.d); t("seal3",lambda: s())
m=Mock(); m.f(1); m.reset_mock(); print(m.mock_calls, m.f.called); m.return_value=1; m.reset_mock(return_value=True); t("rv",lambda: m())
w=Mock(wraps=Real(1)); print(w.method(5), w.method.call_args)
mgr=Mock(); a,b=Mock(),Mock(); mgr.attach_mock(a,"a"); mgr.attach_mock(b,"b"); b(1); a(2); print(mgr.mock_calls)
print([n for n in dir(Mock(spec=["q","w"]))][-2:], "assert_called" in dir(Mock()))
m=Mock(); m.x=Mock(name="own"); m.x(); print(m.mock_calls); t("cfg",lambda: Mock().configure_mock(a=1))
class Sub(MagicMock): pass
print(type(Sub().a).__name__, clean(Sub()))
