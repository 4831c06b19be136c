async f(): pass
