"""hmac, colorsys, graphlib, secrets."""
import hmac, hashlib, colorsys, graphlib, secrets
print(hmac.new(b"k",b"m","sha256").hexdigest(), hmac.digest(b"k"*200,b"m","md5"), hmac.new(b"k",digestmod=hashlib.sha1).name, hmac.compare_digest("a","a"), hmac.compare_digest(b"a",b"ab"))
h=hmac.new(b"k",b"a",hashlib.sha512); c=h.copy(); c.update(b"b"); print(h.digest()==c.digest(), h.digest_size, h.block_size)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: hmac.new("k",b"",  "md5")); t(lambda: hmac.new(b"k")); t(lambda: hmac.compare_digest("ü","a")); t(lambda: hmac.compare_digest("a",b"a"))
for r in (0,.25,1):
    for g in (0,.5,.9):
        for b in (0,.3,1): print([ [round(x,12) for x in f(r,g,b)] for f in (colorsys.rgb_to_yiq,colorsys.yiq_to_rgb,colorsys.rgb_to_hls,colorsys.hls_to_rgb,colorsys.rgb_to_hsv,colorsys.hsv_to_rgb)])
ts=graphlib.TopologicalSorter({"D":["B","C"],"C":["A"],"B":["A"]}); print(list(ts.static_order()))
ts=graphlib.TopologicalSorter(); ts.add(1,2,3); ts.add(2,3); ts.prepare(); print(ts.get_ready(), ts.get_ready(), bool(ts)); ts.done(3); print(ts.get_ready())
t(lambda: ts.done(1)); t(lambda: ts.done(3)); t(lambda: ts.done(9)); t(lambda: ts.add(5)); t(lambda: ts.prepare()); t(lambda: graphlib.TopologicalSorter().get_ready())
t(lambda: list(graphlib.TopologicalSorter({1:[2],2:[3],3:[1]}).static_order()))
print(len(secrets.token_hex()), len(secrets.token_bytes(5)), len(secrets.token_urlsafe(6)), secrets.randbelow(1), secrets.choice([4])); t(lambda: secrets.randbelow(0))
