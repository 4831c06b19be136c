f'{a:{b!z}}'
