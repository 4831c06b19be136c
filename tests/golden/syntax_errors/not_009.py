a + -not b
