print = class
