"""urllib.parse: the functions of earlier times, which warn."""
import warnings, urllib.parse as p
for n,a in [("splittype","HTTP:x"),("splittype","x"),("splithost","//h/p"),("splithost","//h?q"),("splithost","x"),("splituser","u:p@h"),("splituser","h"),("splitpasswd","u:p"),("splitpasswd","u"),("splitport","h:80"),("splitport","h:"),("splitport","h"),("splitport","h:x"),("splitnport","h:80"),("splitnport","h:x"),("splitnport","h"),("splitnport","h:"),("splitquery","a?b?c"),("splitquery","a"),("splittag","a#b"),("splittag","a"),("splitattr","a;b;c"),("splitvalue","a=b"),("splitvalue","a"),("to_bytes","abc"),("to_bytes","ü")]:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try: print(n,a,getattr(p,n)(a),[str(x.message) for x in w])
        except Exception as e: print(n,ascii(a),type(e).__name__,ascii(str(e)),[str(x.message) for x in w])
