a =< b
