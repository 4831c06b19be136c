a + not
