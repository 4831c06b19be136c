x = '''a


b''' 'c
