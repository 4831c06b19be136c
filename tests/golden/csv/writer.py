"""csv.writer: what is quoted and escaped under every rule."""
import csv
import io

def wr(rows,*a,**k):
    f=io.StringIO(newline='')
    try:
        w=csv.writer(f,*a,**k); r=[w.writerow(x) for x in rows]
        return f.getvalue(), r
    except Exception as e: return f.getvalue(), type(e).__name__, str(e)
print(wr([['a',1,2.5,None,'x,y','q"q','l\nl','',' s'],[],[''],[None],['a','']]))
for q in range(6): print(q, wr([['a',1,2.5,None,'x,y','q"q','', True]],quoting=q), wr([['a',1,2.5,None,'x,y','q"q','', True]],quoting=q,escapechar='\\'), wr([['']],quoting=q), wr([[None]],quoting=q), wr([[]],quoting=q))
print(wr([['a"b']],doublequote=False), wr([['a"b']],doublequote=False,escapechar='\\'), wr([['a\\b','c,d']],escapechar='\\',quoting=3), wr([['a\rb','#']],lineterminator='!'), wr([['a!b']],lineterminator='!'), wr([5]), wr(['abc']), wr([['a ',' b']],delimiter=' '), wr([[' a']],skipinitialspace=True), wr([['a b']],delimiter=' ',skipinitialspace=True), wr([['']],delimiter=' ',skipinitialspace=True), wr([['a'],['b']],lineterminator='\n'), wr([[1e300,1j,b'x']]))
