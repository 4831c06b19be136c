a ** -not b
