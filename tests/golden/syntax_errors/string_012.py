x = '\N{nothing}'
