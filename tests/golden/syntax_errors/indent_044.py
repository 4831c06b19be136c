try:
    pass
  except: pass
