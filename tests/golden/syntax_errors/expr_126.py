try:
    x = (
except: pass
