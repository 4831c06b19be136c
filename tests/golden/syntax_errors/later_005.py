x y
)
