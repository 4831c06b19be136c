x–y
