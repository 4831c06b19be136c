"""Patterns can be pickled, matches and scanners cannot."""
import re, pickle
p=re.compile("a(b)",re.I)
for protocol in range(6): print(pickle.dumps(p,protocol))
print(pickle.loads(pickle.dumps(p)) is p, pickle.loads(pickle.dumps(p)) == p)
for bad in (re.match("a","a"), p.scanner("x")):
    try: pickle.dumps(bad)
    except TypeError as e: print(e)
