x y
(
1
