print('Hello World'
