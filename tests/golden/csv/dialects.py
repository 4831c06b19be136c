"""Dialects: registry, attributes, refusals."""
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
print(csv.list_dialects(), csv.get_dialect('excel').delimiter, csv.field_size_limit(), csv.field_size_limit(10), rd('a'*11), csv.field_size_limit(131072))
d=csv.get_dialect('excel'); print(type(d), d.quoting, d.lineterminator, d.strict, d.escapechar, d.quotechar, d.doublequote, d.skipinitialspace)
csv.register_dialect('mine', delimiter='|', quoting=csv.QUOTE_ALL); print(wr([['a']],'mine'), csv.list_dialects()); csv.unregister_dialect('mine')
for f in ["csv.get_dialect('zz')","csv.unregister_dialect('zz')","csv.register_dialect(1)","csv.register_dialect('x', foo=1)","csv.register_dialect('x', 5)","csv.field_size_limit('a')","csv.writer(5)","csv.writer()","csv.reader()","csv.Dialect()","csv.reader([]).line_num","next(csv.reader([]))","csv.writer(io.StringIO()).dialect.delimiter","csv.writer(io.StringIO()).writerows([[1],[2]])","csv.writer(io.StringIO()).writerows(5)","csv.writer(io.StringIO()).writerow(5)","csv.excel.__mro__","csv.Error.__module__","csv.__all__","csv.QUOTE_MINIMAL,csv.QUOTE_ALL,csv.QUOTE_NONNUMERIC,csv.QUOTE_NONE,csv.QUOTE_STRINGS,csv.QUOTE_NOTNULL","csv.__version__","type(csv.reader([]))","type(csv.writer(io.StringIO()))","setattr(d,'delimiter',1)","csv.reader([],d).dialect is d","csv.writer(io.StringIO()).writerow.__name__", "d.foo", "csv.field_size_limit(1,2)", "csv.__doc__ is None", "csv.field_size_limit(2**70)", "list(csv.reader(iter(['a,b'])))", "csv.register_dialect('q', csv.excel, delimiter=':')", "csv.get_dialect('q').delimiter"]:
    try: print(f, '->', repr(eval(f)))
    except BaseException as e: print(f,'->',type(e).__name__, e)
