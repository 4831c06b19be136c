"""Mandelbrot set by float arithmetic in nested loops."""


def mandelbrot(width, height, limit):
    inside = 0
    total = 0
    for row in range(height):
        ci = 2.0 * row / height - 1.0
        for column in range(width):
            cr = 3.0 * column / width - 2.0
            zr = zi = 0.0
            n = 0
            while n < limit and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            total += n
            if n == limit:
                inside += 1
    return inside, total


print(mandelbrot(220, 150, 200))
