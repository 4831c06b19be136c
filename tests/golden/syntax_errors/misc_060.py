a[b] c
