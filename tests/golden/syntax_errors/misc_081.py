with (a for a in b) as 1: pass
