"""The cases of `growth.py`: each an operation with a size, as a text of preparations and a text to time.

`growth_cases.py REPEATS NAME...` measures cases at n, 2n and 4n and prints a line of times as JSON for each;
`growth_cases.py list cases` and `list source` print the names. The texts see `n`, and `d` as the preparation left it.
Cases are chosen so that a linear algorithm is there on CPython; the few others are known to `growth.py` by CPython's
own growth. Nothing here depends on the machine but the times.
"""
import gc
import json
import sys
from time import process_time

CASES = {}


def case(name, n, prepare, body):
    CASES[name.replace(" ", "_")] = (n, prepare, body)


case("list append", 100000, "", "x = []\nfor i in range(n): x.append(i)")
case("list pop", 200000, "d = list(range(n))", "while d: d.pop()")
case("list insert at end", 60000, "", "x = []\nfor i in range(n): x.insert(i, i)")
case("list extend", 60000, "", "x = []\nfor i in range(n): x += (i, i)")
case("list from iterator", 200000, "", "x = list(i for i in range(n))")
case("list slices", 400000, "d = list(range(n))", "for k in range(8): x = d[k:]; y = d[::-2]")
case("list delete from end", 100000, "d = list(range(n))", "for i in range(n): del d[-1]")
case("list delete slices", 150000, "d = list(range(n))", "while d: del d[-3:]")
case("list compare", 400000, "d = list(range(n)), list(range(n))", "d[0] == d[1]; d[0] < d[1]")
case("list repr", 60000, "d = list(range(n))", "repr(d)")
case("list in", 400000, "d = list(range(n))", "-1 in d; d.count(3); d.index(n - 1)")
case("list comprehension", 150000, "", "x = [i * 2 for i in range(n) if i & 1]")
case("tuple unpack star", 200000, "d = list(range(n))", "a, *b, c = d; e = (*d, *b)")
case("tuple hash", 300000, "d = tuple(range(n))", "hash(d)")
case("sort random", 40000, "import random; random.seed(1); d = [random.random() for _ in range(n)]", "d.sort()")
case("sort ordered", 400000, "d = list(range(n))", "d.sort(); d.reverse(); d.sort()")
case("sort texts", 60000, "d = [str(i * 7919 % 1000003) for i in range(n)]", "sorted(d)")
case("sort key", 30000, "d = [(i * 7919 % 1000003, i) for i in range(n)]", "sorted(d, key=lambda p: -p[0])")
case("dict insert int", 60000, "", "x = {}\nfor i in range(n): x[i * 3] = i")
case("dict insert str", 80000, "d = [str(i) for i in range(n)]", "x = {}\nfor k in d: x[k] = k")
case("dict lookup", 60000, "d = {i * 3: i for i in range(n)}", "s = 0\nfor i in range(n): s += d[i * 3]")
case("dict delete", 60000, "d = {i: i for i in range(n)}", "for i in range(n): del d[i]")
case("dict delete backwards", 60000, "d = {i: i for i in range(n)}", "for i in reversed(range(n)): del d[i]")
case("dict popitem", 80000, "d = {i: i for i in range(n)}", "while d: d.popitem()")
case("dict churn", 60000, "", "x = {}\nfor i in range(n):\n x[i] = i\n x.pop(i - 100, None)")
case("dict queue of fixed size", 40000, "",
     "x = {}\nfor i in range(n):\n x[i] = i\n if i > 50: del x[next(iter(x))]")
case("dict colliding ints", 30000, "", "x = {}\nfor i in range(n): x[i << 20] = i")
case("dict high bits", 30000, "", "x = {}\nfor i in range(n): x[i << 40] = i")
case("dict floats", 40000, "", "x = {}\nfor i in range(n): x[i / 8] = i")
case("dict tuples", 30000, "", "x = {}\nfor i in range(n): x[i, i + 1] = i")
case("dict items", 150000, "d = {i: i for i in range(n)}", "s = 0\nfor k, v in d.items(): s += v")
case("dict update", 100000, "d = {i: i for i in range(n)}", "x = {}; x.update(d); y = x | d; z = dict(x)")
case("dict compare", 120000, "d = {i: i for i in range(n)}, {i: i for i in range(n)}", "d[0] == d[1]")
case("set add", 60000, "", "x = set()\nfor i in range(n): x.add(i * 5)")
case("set algebra", 50000, "d = set(range(n)), set(range(0, 2 * n, 2))", "a, b = d; a | b; a & b; a - b; a ^ b")
case("set discard", 60000, "d = set(range(n))", "for i in range(n): d.discard(i)")
case("set pop", 180000, "d = set(range(n))", "while d: d.pop()")
case("set of texts", 40000, "d = [str(i) for i in range(n)]", "x = set(d); x <= x; frozenset(x) == x")
case("str join", 500000, "d = ['ab'] * n", "''.join(d); ', '.join(d)")
case("str split", 60000, "d = 'ab, ' * n", "d.split(', '); d.split(); d.rsplit(',')")
case("str split from left", 4000, "d = 'ab ' * n", "x = d\nfor i in range(2000): x.partition(' '); x.split(' ', 1)")
case("str replace", 200000, "d = 'abc' * n", "d.replace('b', 'xyz'); d.replace('bc', '')")
case("str append", 100000, "", "s = ''\nfor i in range(n): s += 'ab'")
case("str append global", 50000, "", "global g\ng = ''\nfor i in range(n): g += 'ab'")
case("str append attribute", 3000, "class C: pass\nd = C(); d.s = ''", "for i in range(n): d.s = d.s + 'x'")
case("str append wide", 120000, "", "s = ''\nfor i in range(n): s += '\\u0105'")
case("str iterate", 600000, "d = 'abcd' * (n // 4)", "for c in d: pass")
case("str iterate wide", 400000, "d = 'ab\\u0105\\U0001F600' * (n // 4)", "for c in d: pass")
case("str index", 200000, "d = 'abcd' * (n // 4)", "for i in range(n): d[i]")
case("str index wide", 120000, "d = 'ab\\u0105\\U0001F600' * (n // 4)", "for i in range(n): d[i]")
case("str index wide backwards", 120000, "d = 'ab\\u0105\\U0001F600' * (n // 4)",
     "for i in reversed(range(n)): d[i]")
case("str index wide scattered", 40000, "d = 'ab\\u0105\\U0001F600' * (n // 4)",
     "for i in range(n): d[i * 7919 % n]")
case("str slice wide", 40000, "d = 'ab\\u0105\\U0001F600' * (n // 4)", "for i in range(n): d[i:i + 3]")
case("str find wide", 60000, "d = 'ab\\u0105\\U0001F600' * (n // 4) + 'z'", "for i in range(40): d.find('z', i)")
case("str startswith offset wide", 90000, "d = 'ab\\u0105\\U0001F600' * (n // 4)",
     "for i in range(n): d.startswith('\\u0105', i)")
case("str find steps", 80000, "d = 'ab,' * n", "i = d.find(',')\nwhile i >= 0: i = d.find(',', i + 1)")
case("str find steps wide", 60000, "d = 'a\\u0105,' * n", "i = d.find(',')\nwhile i >= 0: i = d.find(',', i + 1)")
case("str find hard", 800000, "d = 'a' * n", "d.find('a' * (n // 2) + 'b'); d.count('a' * 20 + 'b')")
case("str upper translate", 150000, "d = 'abc\\u0105' * (n // 4)", "d.upper(); d.casefold(); d.translate({97: 'x'})")
case("str encode", 1200000, "d = 'ab\\u0105\\U0001F600' * (n // 4)", "d.encode().decode(); d.encode('utf-16').decode('utf-16')")
case("str len wide", 500000, "d = 'ab\\u0105' * n", "for i in range(2000): len(d)\nd.isalpha(); d[::-1]")
case("str splitlines", 60000, "d = 'line\\n' * n", "d.splitlines(); d.splitlines(True)")
case("str strip", 57000, "d = ' ' * n + 'x' + ' ' * n", "for i in range(60): d.strip()")
case("str compare", 4000000, "d = 'ab' * n, 'ab' * (n - 1) + 'ac'", "for i in range(9): d[0] == d[1]; d[0] < d[1]")
case("str repeat", 4400000, "", "for i in range(6): 'abc' * n; 'x'.rjust(n)")
case("format percent", 40000, "", "for i in range(n): '%d: %s %5.2f' % (i, 'x', i / 3)")
case("format fstring", 40000, "", "for i in range(n): f'{i:>8}|{i / 3:.3f}|{i!r}'")
case("format one long", 60000, "d = '{} %% ' * n", "d.format(*range(n))")
case("bytes join", 60000, "d = [b'ab'] * n", "b''.join(d); b', '.join(d).split(b', ')")
case("bytearray append", 100000, "", "x = bytearray()\nfor i in range(n): x.append(i & 255); x += b'yz'")
case("bytearray take front", 120000, "d = bytearray(n)", "while d: del d[:1]")
case("bytearray replace", 300000, "d = bytearray(b'abc' * n)", "d.replace(b'b', b'xyz'); d.find(b'x'); d.translate(None, b'a')")
case("memoryview walk", 120000, "d = memoryview(bytes(n))", "while d: d = d[2:]")
case("bytes front slices", 39000, "d = bytes(n)", "for i in range(n): d[i:i + 4]; d[i]")
case("deque ends", 60000, "from collections import deque\nd = deque()",
     "for i in range(n): d.append(i); d.appendleft(i)\nwhile d: d.popleft(); d.pop()")
case("deque rotate", 120000, "from collections import deque\nd = deque(range(n))", "for i in range(n): d.rotate(1)")
case("heapq", 12000, "import heapq\nd = [i * 7919 % 1000003 for i in range(n)]",
     "import heapq\nh = []\nfor x in d: heapq.heappush(h, x)\nwhile h: heapq.heappop(h)")
case("counter", 60000, "d = [str(i % 1000) for i in range(n)]", "from collections import Counter\nCounter(d).most_common(5)")
case("ordered dict queue", 40000, "from collections import OrderedDict\nd = OrderedDict((i, i) for i in range(n))",
     "for i in range(n // 2): d.move_to_end(i)\nwhile d: d.popitem(last=False)")
case("lru cache", 20000, "from functools import lru_cache\nd = lru_cache(n // 2)(lambda x: x)", "for i in range(n): d(i); d(i // 2)")
case("itertools", 60000, "", "import itertools as t\nfor a, b in zip(t.chain(range(n), range(n)), t.accumulate(range(2 * n))): pass")
case("groupby", 60000, "d = [i // 3 for i in range(n)]", "import itertools as t\nfor k, g in t.groupby(d): list(g)")
case("sum min max", 400000, "d = list(range(n))", "sum(d); min(d); max(d); any(x < 0 for x in d[:1000])")
case("array", 80000, "from array import array\nd = array('d')", "for i in range(n): d.append(i)\nsum(d)")
case("json dumps", 8000, "d = [{'id': i, 'name': 'n%d' % i, 'x': [i / 4, None, True]} for i in range(n)]",
     "import json\njson.dumps(d)")
case("json dumps indented", 9000, "d = [{'id': i, 'name': 'n%d' % i} for i in range(n)]", "import json\njson.dumps(d, indent=2)")
case("json loads", 8000, "import json\nd = json.dumps([{'id': i, 'name': 'n%d\\u0105' % i, 'x': [i / 4, None]} for i in range(n)], ensure_ascii=False)",
     "import json\njson.loads(d)")
case("json long string", 200000, "import json\nd = 'ab\"\\n' * n", "import json\njson.loads(json.dumps(d))")
case("re findall", 20000, "d = 'ab12 cd345, ' * n", "import re\nre.findall(r'[a-z]+\\d+', d)")
case("re findall wide", 15000, "d = 'ab12 \\u0105d345, ' * n", "import re\nre.findall(r'\\w+\\d+', d)")
case("re finditer spans wide", 10000, "d = 'ab12 \\u0105d345, ' * n", "import re\nfor m in re.finditer(r'\\w+', d): m.span(), m.group()")
case("re match positions wide", 20000, "import re\nd = re.compile(r'.').match, '\\u0105bc' * n",
     "f, s = d\nfor i in range(n): f(s, i)")
case("re sub", 15000, "d = 'ab12 cd345, ' * n", "import re\nre.sub(r'(\\d)(\\d)', r'\\2\\1', d); re.split(r',\\s*', d)")
case("re lazy", 40000, "d = '\"abc\" ' * n", "import re\nre.findall(r'\".*?\"', d); re.search(r'z', d)")
case("re alternatives", 4000, "d = '|'.join('w%d' % i for i in range(n))", "import re\nre.purge()\nre.compile(d)")
case("re big class", 8000, "d = '[' + ''.join(chr(300 + 3 * i) for i in range(n)) + ']'", "import re\nre.purge()\nre.compile(d)")
case("int add", 1200000, "d = 3 ** n", "for i in range(20): d + d; d - 1; d << 3; d >> 3; d & d")
case("int multiply", 60000, "d = 3 ** n, 5 ** n", "for i in range(3): d[0] * d[1]")
case("int square", 20000, "d = 3 ** n", "for i in range(3): d * d")
case("int divide", 6000, "d = 3 ** (2 * n), 5 ** n", "for i in range(3): divmod(*d)")
case("int to text", 900, "d = 3 ** n", "for i in range(40): str(d)")
case("int from text", 1000, "d = '7' * n", "for i in range(60): int(d)")
case("int hex", 200000, "d = 3 ** n", "for i in range(20): int(hex(d), 16)")
case("int bytes", 200000, "d = 3 ** n", "for i in range(20): int.from_bytes(d.to_bytes(n), 'big')")
case("int small multiply", 120000, "d = 3 ** n", "for i in range(100): d * 10; d % 7; d // 10")
case("factorial", 1500, "", "import math\nfor i in range(10): math.factorial(n)")
case("calls", 100000, "def d(a, b=1): return a + b", "for i in range(n): d(i); d(i, b=2)")
case("calls star", 60000, "def d(*a, **k): return a", "for i in range(n): d(*(1, 2), **{'x': 3})")
case("recursion", 2000, "import sys\nsys.setrecursionlimit(50000)\ndef d(k): return 0 if k == 0 else 1 + d(k - 1)",
     "for i in range(10): d(n)")
case("many arguments", 120000, "def d(*a): return len(a)\nd = d, list(range(n))", "for i in range(10): d[0](*d[1])")
case("many keywords", 12000, "def d(**k): return len(k)\nd = d, {'k%d' % i: i for i in range(n)}", "for i in range(10): d[0](**d[1])")
case("generators", 100000, "def d(n):\n for i in range(n): yield i", "for x in d(n): pass\nsum(x for x in range(n))")
case("generators made", 40000, "def d():\n yield 1\n yield 2", "for i in range(n):\n for x in d(): pass")
case("generators alive", 20000, "def d():\n yield 1\n yield 2", "x = [d() for i in range(n)]\nfor g in x: next(g)\ndel x")
case("coroutines", 60000, "async def d(): return 1", "async def main():\n for i in range(n): await d()\ntry: main().send(None)\nexcept StopIteration: pass")
case("class creation", 1500, "", "for i in range(n): type('C', (), {'x': i, 'f': lambda self: 1})")
case("class statement", 1500, "", "for i in range(n):\n class C:\n  x = i\n  def f(self): return 1")
case("subclasses of one base", 1500, "class B: pass\nd = B", "x = []\nfor i in range(n): x.append(type('C', (d,), {}))\nlen(d.__subclasses__())")
case("base changed with subclasses", 1200, "class B: pass\nd = B, [type('C', (B,), {}) for i in range(n)]",
     "for i in range(200): d[0].x = i; d[1][-1].x")
case("class many attributes", 6000, "class B: pass\nd = B", "for i in range(n): setattr(d, 'a%d' % i, i)\nfor i in range(n): getattr(d, 'a%d' % i)")
case("instance many attributes", 8000, "class B: pass\nd = B()", "for i in range(n): setattr(d, 'a%d' % i, i)\nfor i in range(n): getattr(d, 'a%d' % i)")
case("instance attributes deleted", 8000, "class B: pass\nd = B()\nfor i in range(n): setattr(d, 'a%d' % i, i)", "for i in range(n): delattr(d, 'a%d' % i)")
case("instances different attributes", 4000, "class B: pass\nd = B", "x = []\nfor i in range(n): b = d(); setattr(b, 'a%d' % i, i); x.append(b)")
case("instances", 40000, "class B:\n def __init__(self, x): self.x = x\nd = B", "x = [d(i) for i in range(n)]\nfor b in x: b.x")
case("module many globals", 10000, "d = {}", "exec('\\n'.join('g%d = %d' % (i, i) for i in range(n)), d)")
case("exceptions raised", 40000, "", "for i in range(n):\n try: raise ValueError(i)\n except ValueError: pass")
case("traceback deep", 2500, "import sys\nsys.setrecursionlimit(50000)\ndef d(k):\n if k == 0: raise ValueError(1)\n d(k - 1)",
     "for i in range(6):\n try: d(n)\n except ValueError as e:\n  t = e.__traceback__; c = 0\n  while t: t = t.tb_next; c += 1")
case("traceback reraised", 2500, "import sys\nsys.setrecursionlimit(50000)\ndef d(k):\n if k == 0: raise ValueError(1)\n try: d(k - 1)\n except ValueError: raise",
     "for i in range(4):\n try: d(n)\n except ValueError: pass")
case("traceback finally", 2500, "import sys\nsys.setrecursionlimit(50000)\ndef d(k):\n if k == 0: raise ValueError(1)\n try: d(k - 1)\n finally: k += 1",
     "for i in range(4):\n try: d(n)\n except ValueError: pass")
case("exception context chain", 300, "", "e = None\nfor i in range(n):\n try: raise ValueError(i) from e\n except ValueError as x: e = x")
case("traceback formatted", 400, "import sys\nsys.setrecursionlimit(50000)\ndef d(k, m):\n if k == 0: raise ValueError(1)\n (d if m else d)(k - 1, not m)",
     "import traceback\ntry: d(n, True)\nexcept ValueError as e: ''.join(traceback.format_exception(e, limit=n))")
case("exception group", 16000, "", "g = ExceptionGroup('x', [ValueError(i) for i in range(n)])\ng.split(ValueError)")
case("cycles", 10000, "", "for i in range(n):\n a = []; b = [a]; a.append(b)\nimport gc\ngc.collect()")
case("cycles with live data", 20000, "d = [[i] for i in range(n * 4)]", "x = []\nfor i in range(n): x.append([i, []])")
case("long chain freed", 180000, "d = None\nfor i in range(n): d = (d,)", "d = None")
case("long list of nodes freed", 60000, "class N: pass\nd = None\nfor i in range(n):\n x = N(); x.next = d; d = x\ndel x", "d = None")
case("deep list freed by gc", 30000, "d = []\nx = d\nfor i in range(n): x = [x]\nd.append(x)\ndel x", "import gc\nd = None\ngc.collect()")
case("weak references", 20000, "class N: pass\nd = N()", "import weakref\nx = [weakref.ref(d, lambda r: None) for i in range(n)]\ndel x")
case("weak set", 10000, "class N: pass\nd = [N() for i in range(n)]", "import weakref\nx = weakref.WeakSet(d)\nd.clear()\nlen(x)")
case("weak values", 8000, "class N: pass\nd = [N() for i in range(n)]", "import weakref\nx = weakref.WeakValueDictionary(enumerate(d))\nd.clear()\nlen(x)")
case("finalizers", 60000, "class N:\n def __del__(self): pass\nd = [N() for i in range(n)]", "d.clear()")
case("StringIO", 40000, "", "import io\nx = io.StringIO()\nfor i in range(n): x.write('line\\n')\nx.seek(0)\nfor l in x: pass\nx.getvalue()")
case("BytesIO", 80000, "", "import io\nx = io.BytesIO()\nfor i in range(n): x.write(b'line\\n')\nx.seek(0)\nfor l in x: pass\nx.getvalue()")
case("deepcopy", 2500, "d = [{'a': i, 'b': [i]} for i in range(n)]", "import copy\ncopy.deepcopy(d)")
case("pickle", 4000, "d = [{'a': i, 'b': [i, 'x%d' % i]} for i in range(n)]", "import pickle\npickle.loads(pickle.dumps(d))")
case("csv", 6000, "d = 'a,\"b, c\",12\\n' * n", "import csv, io\nx = list(csv.reader(io.StringIO(d)))\ncsv.writer(io.StringIO()).writerows(x)")
case("struct", 40000, "", "import struct\nx = b''.join(struct.pack('<id', i, i) for i in range(n))\nlist(struct.iter_unpack('<id', x))")
case("base64 zlib crc", 400000, "d = bytes(range(256)) * (n // 256)", "import base64, zlib\nbase64.b64decode(base64.b64encode(d)); zlib.crc32(d); zlib.decompress(zlib.compress(d, 1))")
case("shuffle", 20000, "d = list(range(n))", "import random\nrandom.seed(1)\nrandom.shuffle(d)")
case("enum members", 300, "", "import enum\nenum.Enum('E', ['m%d' % i for i in range(n)])")
case("namedtuple fields", 600, "", "from collections import namedtuple\nnamedtuple('T', ['m%d' % i for i in range(n)])")
case("dataclass fields", 150, "", "from dataclasses import make_dataclass\nmake_dataclass('T', ['m%d' % i for i in range(n)])")
case("asyncio tasks", 2000, "", "import asyncio\nasync def one(): await asyncio.sleep(0)\nasync def main(): await asyncio.gather(*[one() for i in range(n)])\nasyncio.run(main())")
case("asyncio timers", 2000, "", "import asyncio\nasync def main():\n l = asyncio.get_running_loop()\n x = [l.call_later(100, print) for i in range(n)]\n for h in x: h.cancel()\n await asyncio.sleep(0)\nasyncio.run(main())")
case("exit stack", 6000, "", "from contextlib import ExitStack\nwith ExitStack() as s:\n for i in range(n): s.callback(len, '')")
case("closures", 60000, "def d(i): return lambda: i", "x = [d(i) for i in range(n)]\nsum(f() for f in x)")
case("contextvars", 10000, "from contextvars import ContextVar\nd = [ContextVar('v%d' % i) for i in range(n)]",
     "from contextvars import copy_context\nfor v in d: v.set(1)\nfor i in range(200): copy_context()")
case("template", 6000, "d = '$a ${b} $$ text ' * n", "from string import Template\nTemplate(d).substitute(a=1, b=2)")
case("textwrap", 2000, "d = 'some words to wrap ' * n", "import textwrap\ntextwrap.fill(d)")
case("tokenize", 400, "d = 'x = [1, 2, \"a\"]  # note\\n' * n", "import io, tokenize\nlist(tokenize.generate_tokens(io.StringIO(d).readline))")
case("difflib", 150, "d = [str(i % 50) for i in range(n)]", "import difflib\nlist(difflib.unified_diff(d, d[::2]))")
case("logging", 3000, "import logging, io\nd = logging.getLogger('g'); d.handlers[:] = [logging.StreamHandler(io.StringIO())]; d.propagate = False",
     "for i in range(n): d.warning('number %d', i)")

SOURCES = {
    "assignments": lambda n: "".join("name%d = other + %d\n" % (i, i) for i in range(n)),
    "functions": lambda n: "".join("def f%d(a, b=2, *c):\n    x = a + b\n    return [x, c, %d]\n" % (i, i) for i in range(n)),
    "classes": lambda n: "".join("class C%d(Base):\n    '''Text.'''\n    x: int = 1\n    def m(self, v):\n        self.v = v\n" % i for i in range(n)),
    "control": lambda n: "".join("for i in range(10):\n    if i % 2 == 0 and x < 3:\n        try:\n            y = f(i)\n        except ValueError as e:\n            print(e)\n    else:\n        while y:\n            y -= 1\n" for _ in range(n)),
    "list literal": lambda n: "x = [" + "".join("%d, 'text', (1.5, None),\n" % i for i in range(n)) + "]\n",
    "dict literal": lambda n: "x = {" + "".join("'key%d': [%d, True],\n" % (i, i) for i in range(n)) + "}\n",
    "call arguments": lambda n: "x = f(" + "".join("a%d,\n" % i for i in range(n)) + ")\n",
    "strings": lambda n: "".join("s = 'a text with some length' \"and more\" '\\n\\x41'\n" for _ in range(n)),
    "fstrings": lambda n: "".join("s = f'{a} and {b + %d:>10} {c!r}'\n" % i for i in range(n)),
    "comments": lambda n: "".join("# a comment that says something\n\nx = 1  # and more\n" for _ in range(n)),
    "one function": lambda n: "def f(a):\n" + "".join("    v%d = a + %d\n" % (i % 500, i) for i in range(n)),
    "many locals": lambda n: "def f(a):\n" + "".join("    v%d = a\n" % i for i in range(n)),
    "comparisons": lambda n: "".join("x = a < b <= c and not d or e is not None\n" for _ in range(n)),
    "comprehensions": lambda n: "".join("x = [a * b for a in c if a for b in d]\n" for _ in range(n)),
    "lambdas": lambda n: "".join("f = lambda a, b=1: a + b\n" for _ in range(n)),
    "decorators": lambda n: "".join("@d\ndef f(): pass\n" for _ in range(n)),
    "match": lambda n: "".join("match x:\n    case [1, y]:\n        a = y\n    case {'k': v}:\n        a = v\n    case _:\n        pass\n" for _ in range(n)),
    "long string": lambda n: "x = '''" + "some text in a line\n" * n + "'''\n",
    "long sum": lambda n: "x = " + " + ".join("a" for _ in range(n)) + "\n",
    "imports": lambda n: "".join("if 0: from os.path import join as j%d, split\n" % i for i in range(n)),
    "blank lines": lambda n: "\n" * n,
    "attributes": lambda n: "".join("a.b.c(x[1:2], y=3).d = e[f]\n" for _ in range(n)),
    "numbers": lambda n: "".join("x = 0x1F + 1_000 + 1.5e3 + 2j\n" for _ in range(n)),
}
SIZES = {"blank lines": 60000, "long string": 20000, "long sum": 600, "functions": 600, "classes": 500, "control": 300,
         "match": 500}
for kind in SOURCES:
    case("compile " + kind, SIZES.get(kind, 1500), "import growth_cases\nd = growth_cases.SOURCES[%r](n)" % kind,
         "compile(d, 'generated.py', 'exec')")
case("compile elif chain", 150, "d = 'if x == 0: pass\\n' + ''.join('elif x == %d: y = 1\\n' % i for i in range(n))",
     "compile(d, 'generated.py', 'exec')")
case("compile nested brackets", 40, "d = 'x = ' + '[' * n + ']' * n", "for i in range(30): compile(d, 'generated.py', 'exec')")
case("compile nested functions", 10, "d = ''.join(' ' * i + 'def f(a):\\n' for i in range(n)) + ' ' * n + 'pass'",
     "for i in range(30): compile(d, 'generated.py', 'exec')")
case("compile adjacent strings", 3000, "d = 'x = (' + \"'ab'\\n\" * n + ')'", "compile(d, 'generated.py', 'exec')")
case("ast parse", 800, "d = 'x = a + [1, f(y)]\\n' * n", "import ast\nast.dump(ast.parse(d))")
case("error in long source", 4000, "d = 'x = 1\\n' * n + 'x = = 1'", "try: compile(d, 'generated.py', 'exec')\nexcept SyntaxError: pass")
case("import", 800, "import os, sys, tempfile\nf = tempfile.mkdtemp(); d = 'grown%d' % n\n"
     "open(os.path.join(f, d + '.py'), 'w').write('def f(a):\\n    return [a, 1]\\nx = f(2)\\n' * n)\nsys.path.insert(0, f); sys.modules.pop(d, None)",
     "__import__(d)")
case("imports of many modules", 30, "import os, sys, tempfile\nf = tempfile.mkdtemp(); d = n\nfor i in range(n): open(os.path.join(f, 'many%d_%d.py' % (n, i)), 'w').write('x = 1\\n'); sys.modules.pop('many%d_%d' % (n, i), None)\nsys.path.insert(0, f)",
     "for i in range(n): __import__('many%d_%d' % (n, i))")
case("run many statements", 3000, "d = compile('x = 1\\ny = x + 2\\n' * n, 'generated.py', 'exec')", "exec(d, {})")


def indented(text):
    return "".join("    %s\n" % line for line in text.split("\n") if line)


def measure(name, repeats):
    n, prepare, body = CASES[name]
    source = "def body(n, d):\n%s" % indented(body)
    times = []
    for size in (n, 2 * n, 4 * n):
        best = None
        for _ in range(repeats):
            space = {"__name__": "case", "n": size}
            exec(compile(prepare, name, "exec"), space)
            exec(compile(source, name, "exec"), space)
            # The body holds the only reference to the data, but a recursive function needs its global name.
            hold = [space.get("d") if callable(space.get("d")) else space.pop("d", None)]
            gc.collect()
            start = process_time()
            space["body"](size, hold.pop())
            taken = process_time() - start
            best = taken if best is None or taken < best else best
        times.append(best)
    return times


def measure_source(kind, repeats):
    count = 1 << 20
    make = SOURCES[kind]
    text = make(max(1000, count // max(1, len(make(1000)) // 1000)))
    while len(text) < 1 << 20:
        count = count * 11 // 10
        text = make(max(1000, count // max(1, len(make(1000)) // 1000)))
    best = None
    for _ in range(repeats):
        start = process_time()
        compile(text, "generated.py", "exec")
        taken = process_time() - start
        best = taken if best is None or taken < best else best
    return [best]


def main():
    if sys.argv[1] == "list":
        names = CASES if sys.argv[2] == "cases" else [kind.replace(" ", "_") for kind in SOURCES if kind != "long sum"]
        print("\n".join(names))
        return
    for name in sys.argv[2:]:
        if name.startswith("source:"):
            times = measure_source(name[7:].replace("_", " "), int(sys.argv[1]))
        else:
            times = measure(name, int(sys.argv[1]))
        print(json.dumps(times), flush=True)


if __name__ == "__main__":
    main()
