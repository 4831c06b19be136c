"""urllib.parse: taking apart, joining, quoting, queries."""
from urllib.parse import *
import urllib.parse as up
urls=["http://user:pa%20ss@Host.COM:8080/a/b;p=1?q=1&r=2#frag","//x/y","/a/b?c","mailto:a@b.c","http://[::1]:80/x","HTTP://a","a:b","file:///etc/x","","?q","#f","http://a?b#c","http:","http:///x","x://y:z/","tel:+1;ext=2"," http://a/b\n c","http://h%zone/","urn:isbn:1"]
for u in urls:
    p=urlparse(u); s=urlsplit(u)
    print(p, s, p.geturl(), s.geturl())
    try: print(p.username,p.password,p.hostname,p.port)
    except ValueError as e: print(e)
print(urlsplit(b"http://a/b?c#d"), urlsplit(b"http://a/b?c#d").geturl(), urlparse(b"http://a").decode(), urlparse("http://a").encode())
base="http://a/b/c/d;p?q"
for r in "g:h g ./g g/ /g //g ?y g?y #s g#s g?y#s ;x g;x g;x?y#s . ./ .. ../ ../g ../.. ../../ ../../g ../../../g /./g /../g g. .g g.. ..g ./../g ./g/. g/./h g/../h g;x=1/./y g?y/./x http:g".split()+[""]:
    print(r, urljoin(base,r))
print(urljoin("http://a/b","mailto:x"), urljoin("","x"), urljoin("svn://x/y","z"), urljoin("http://a","b"))
for bad in ["http://[::1/","http://[1.2.3.4]/","http://a]b/","http://[v1.x]/","http://x[::1]/","http://[::1]x/", "http://a:b/", "http://a:99999/","http://netloc\u2100.com/"]:
    try:
        r=urlsplit(bad); print(bad, r.port)
    except ValueError as e: print(ascii(bad), e)
print(quote("a b/ü&=~"), quote("a b/",safe=""), quote_plus("a b+c/"), quote(b"\xff a"), unquote("a%20b%zz%fc%C3%BC"), unquote_plus("a+b%2B"), unquote(b"a%20b"), unquote_to_bytes("a%ff"), quote("",safe="x"))
print(urlencode({"a":1,"b":"x y","c":["1","2"]}), urlencode([("a",[1,2]),("b",b"\xff")],doseq=True), urlencode({"a":"ü"},encoding="latin-1"), urlencode({"a":"/ "},quote_via=quote))
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qsl("a=1&b=%20+&c=",keep_blank_values=True), parse_qsl(b"a=1&b=\xff"), parse_qsl("a;b=1",separator=";"))
for f in (lambda: parse_qsl("a&b",strict_parsing=True), lambda: parse_qsl("a=1&b=2",max_num_fields=1), lambda: urlencode("abc"), lambda: urlencode(5), lambda: urlsplit("a",b"b"), lambda: quote(b"a",encoding="x"), lambda: quote(5), lambda: parse_qsl("a",separator="")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(urldefrag("http://a/b?c#d"), urldefrag("x"), urldefrag(b"x#y"), urldefrag("x#y").geturl(), up.unwrap("<URL:http://a>"))
print(urlunparse(("http","a","b","p","q","f")), urlunsplit(("","","//x","","")), urlunsplit(("http","","x","","")), urlunsplit(("file","","/x","","")))
