"""utf-7, unicode_escape and raw_unicode_escape on random bytes and texts: results and faults by checksum."""
from hashlib import md5
state=5
def rnd(n):
    global state
    state=(state*6364136223846793005+1442695040888963407)&0xFFFFFFFFFFFFFFFF
    return (state>>33)%n
def dec(b,c,h):
    try: return b.decode(c,h)
    except UnicodeDecodeError as e: return (e.start,e.end,e.reason)
out=[]
for i in range(60000):
    P=b'+++-AGEaa/.!0\xff2D3eAAkz'; b=bytes(P[rnd(len(P))] for _ in range(rnd(14)))
    for h in ('strict','replace'):
        out.append((b,dec(b,'utf-7',h)))
pool='aé-+/.~\n\U0001f600\ud800\udc00中'
for i in range(30000):
    s=''.join(pool[rnd(len(pool))] for _ in range(rnd(8)))
    out.append((s,s.encode('utf-7'),s.encode('utf-7').decode('utf-7')==s))
pool=[b'\\',b'\\',b'x',b'u',b'U',b'N',b'{',b'}',b'LF',b'4',b'1',b'0000',b'g',b'\n',b"'",b'\xff',b'd800',b'space']
import warnings; warnings.simplefilter('ignore')
for i in range(60000):
    b=b''.join(pool[rnd(len(pool))] for _ in range(rnd(9)))
    for c in ('unicode_escape','raw_unicode_escape'):
        for h in ('strict','replace','ignore'):
            out.append((b,c,dec(b,c,h)))
for i in range(0,0x110000,7):
    s=chr(i); out.append((s.encode('unicode_escape'),s.encode('raw_unicode_escape')))

for start in range(0, len(out), 50_000):
    print(start, md5(ascii(out[start:start + 50_000]).encode()).hexdigest())
