try:
    x = 1
    y = 
except Exception as e:
    pass
