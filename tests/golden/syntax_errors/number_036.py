1.0.real
1.real
