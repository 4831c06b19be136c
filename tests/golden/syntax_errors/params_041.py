def f(): -> int: pass
