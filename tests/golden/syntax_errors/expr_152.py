a = yield b = c
