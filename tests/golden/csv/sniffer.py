"""Sniffer: delimiters, quotes, headers."""
import csv
import io

s=csv.Sniffer()
print(s.sniff('a;b;c\n1;2;3\n').delimiter, s.sniff("'a','b'\n'c','d'\n").quotechar, s.has_header('name,age\nbob,3\nann,4\n'), s.has_header('1,2\n3,4\n'), s.sniff('a\tb\n1\t2\n').delimiter, s.sniff('a|b|c\nd|e|f').delimiter, s.sniff('x y\nz w').delimiter)
try: s.sniff('abc')
except Exception as e: print(type(e).__name__, e)
