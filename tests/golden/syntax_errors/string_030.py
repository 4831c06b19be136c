x = 'C:\Users\new'
