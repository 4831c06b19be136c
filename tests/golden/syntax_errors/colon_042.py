try:
    pass
except:
    pass
else:
    pass
except A:
    pass
