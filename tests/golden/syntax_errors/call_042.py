f(def)
