with a as b, c as 2: pass
