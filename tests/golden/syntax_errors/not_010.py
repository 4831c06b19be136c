a /not b c
