"""fnmatch over odd patterns; string.Template patterns of subclasses."""
import fnmatch, string
for p in ["*.py","a?c","[abc]x","[!abc]x","[a-c]*","*","","[","[]a]","[!]a]","a[b","**x**y","[z-a]","\\*","a.b","[--0]","[!a-]","x[!-]","*[*]*", "a[\n]b","[^a]"]:
    print(repr(p), [n for n in ["a.py","abc","ax","dx","b","","[","]x","a[b","axxyy","xay","\\*x","a.b","a-","x-","xa","a*b","a\nb","^","A.PY"] if fnmatch.fnmatch(n,p)], fnmatch.translate(p), fnmatch.filter(["a.py","abc","ax"],p))
print(fnmatch.fnmatch(b"abc",b"a*"), fnmatch.filter([b"a",b"b"],b"[a]"))
for a in [("a",b"a"),(b"a","a")]:
    try: fnmatch.fnmatchcase(*a)
    except TypeError as e: print(e)
print(string.Template("$a ${b} $$ $c").safe_substitute(a=1,b=2), type(string.Template.pattern).__name__, string.Template.pattern.groups, sorted(string.Template.pattern.groupindex))
print(string.Template("$a ${b} $$ $c").safe_substitute(a=1,b=2), string.Template("$x $1").is_valid(), string.Template("$x ${y}").get_identifiers())
class T(string.Template):
    delimiter='%'; idpattern='[a-z]+_[a-z]+'
print(T('%a_b %c %%').safe_substitute(a_b=1), T.pattern.flags)
class U(string.Template):
    pattern=r'\[(?:(?P<escaped>\[)|(?P<named>\w+)\]|(?P<braced>zz)|(?P<invalid>))'
print(U('[a] [[ x').substitute(a=3))
try: string.Template("$ x").substitute()
except ValueError as e: print(e)
