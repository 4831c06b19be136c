is
