x = '''abc\N{zzz}
def'''
