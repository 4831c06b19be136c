"""A telephone company's bill: calls with a length in seconds are priced, rounded, taxed and summed in decimal numbers."""
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal


def calls(count):
    state = 1234
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        yield state >> 8 & 0x3FFF


def bill(numbers):
    rates = Decimal("0.0013"), Decimal("0.00894")
    basic_tax, distance_tax = Decimal("0.0675"), Decimal("0.0341")
    cent = Decimal("0.01")
    down, even = Context(rounding=ROUND_DOWN), Context(rounding=ROUND_HALF_EVEN)
    total = basic_sum = distance_sum = Decimal(0)
    lines = []
    for number in numbers:
        far = number & 1
        price = (Decimal(number) * rates[far]).quantize(cent, context=even)
        tax = (price * basic_tax).quantize(cent, context=down)
        basic_sum += tax
        price_taxed = price + tax
        if far:
            tax = (price * distance_tax).quantize(cent, context=down)
            distance_sum += tax
            price_taxed += tax
        total += price_taxed
        lines.append(str(price_taxed))
    return lines, total, basic_sum, distance_sum


def main():
    numbers = list(calls(20000))
    for _ in range(9):
        lines, *sums = bill(numbers)
    print(len(lines), *sums, sum(map(len, lines)))


if __name__ == "__main__":
    main()
