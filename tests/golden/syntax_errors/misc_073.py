with a = b: pass
