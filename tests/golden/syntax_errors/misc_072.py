while x = y = z: pass
