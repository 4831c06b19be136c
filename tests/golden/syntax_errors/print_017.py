print not x
