x = (

# c