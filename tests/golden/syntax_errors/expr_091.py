None.x = 1; None()
if = 2
