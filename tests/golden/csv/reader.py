"""csv.reader: quoting, escapes, line ends, errors."""
import csv
import io

def rd(text, *a, **k):
    try: return list(csv.reader(text if not isinstance(text,str) else io.StringIO(text, newline=''), *a, **k))
    except Exception as e: return type(e).__name__, str(e)
print(rd('a,b\r\n1,"2,3"\n"x""y",z\n\n"multi\nline",q'))
print(rd('a"b,c"d'), rd('"a"b,c'), rd('"a"b,c',strict=True), rd('a,"b',strict=True), rd('a,"b'), rd('a,"b\n'))
print(rd('a\\,b',escapechar='\\'), rd('a\\\n',escapechar='\\'), rd('a\\',escapechar='\\',strict=True), rd("a;'b;c'",delimiter=';',quotechar="'"), rd('1,"2",a',quoting=csv.QUOTE_NONNUMERIC), rd('1,2.5,"2"',quoting=csv.QUOTE_NONNUMERIC), rd('a,"b"',quoting=csv.QUOTE_NONE), rd(' a, b, "c"',skipinitialspace=True), rd('"a""b"',doublequote=False), rd('"a\\"b"',doublequote=False,escapechar='\\'))
print(rd(',"",a',quoting=csv.QUOTE_STRINGS), rd(',"",a,1',quoting=csv.QUOTE_NOTNULL), rd('1,,"",2',quoting=csv.QUOTE_STRINGS))
print(rd(['a,b','c']), rd([b'a']), rd([1]), rd(5), rd(['a\r', 'b']), rd(['a\r', '\r', 'b']), rd(['a\nb']), rd(['a\n\n']), rd('a,b',delimiter='ab'), rd('a',delimiter=1), rd('a',quotechar=''), rd('a',quotechar=None), rd('a',quotechar=None,quoting=0), rd('a',quoting=9), rd('a',quoting='x'), rd('a',delimiter=''), rd('a',delimiter=None), rd('a',delimiter='\n'), rd('a',lineterminator=1), rd('a',lineterminator=None), rd('a',foo=1), rd('a','nope'), rd('a','excel-tab'), rd('a\tb',csv.excel_tab), rd('a\tb',dialect='excel-tab'), rd('a',delimiter=',',quotechar=','), rd('a',escapechar='"'), rd('a',delimiter=' ',skipinitialspace=True), rd('a',escapechar='xx'), rd('a',escapechar=''))
