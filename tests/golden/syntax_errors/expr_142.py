a @ @ b
