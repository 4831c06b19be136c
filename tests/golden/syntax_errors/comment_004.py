import # c
