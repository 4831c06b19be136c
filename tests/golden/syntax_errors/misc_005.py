import os

def main():
    for i in range(10)
        print(i)

main()
