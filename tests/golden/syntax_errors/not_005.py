f(a + not b)
