"""DictReader and DictWriter, rows over several lines, dialect classes."""
import csv
import io

def rd(text, *a, **k):
    try: return list(csv.reader(text if not isinstance(text,str) else io.StringIO(text, newline=''), *a, **k))
    except Exception as e: return type(e).__name__, str(e)
def wr(rows,*a,**k):
    f=io.StringIO(newline='')
    try:
        w=csv.writer(f,*a,**k); r=[w.writerow(x) for x in rows]
        return f.getvalue(), r
    except Exception as e: return f.getvalue(), type(e).__name__, str(e)
r=csv.reader(['a,"b','c"\n','d']); print([(row,r.line_num) for row in r])
print(rd('"a\x00b"'), rd('a\x00b'), rd(['a\nb,c']), rd(['"a\nb",c']), rd(['"a\n','b"x']))
r=csv.DictReader(io.StringIO('a,b\n1,2\n3\n4,5,6\n\n7,8')); print(list(r), r.fieldnames, r.line_num)
f=io.StringIO(); w=csv.DictWriter(f,['a','b'],restval='-',extrasaction='ignore'); print(w.writeheader(), w.writerow({'a':1,'c':2}), w.writerows([{'b':1}])); print(repr(f.getvalue()))
try: csv.DictWriter(f,['a']).writerow({'z':1,'y':2})
except Exception as e: print(type(e).__name__, e)
try: csv.DictWriter(f,['a'],extrasaction='x')
except Exception as e: print(type(e).__name__, e)
class D(csv.Dialect): delimiter=';'
try: D()
except Exception as e: print(type(e).__name__, e)
class D(csv.Dialect): delimiter=';'; quotechar='"'; quoting=0; lineterminator='\n'; doublequote=1
print(wr([['a;b']],D), wr([['a;b']],D()), rd('a;b',D))
