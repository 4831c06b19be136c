f(a)(
