x y
(
