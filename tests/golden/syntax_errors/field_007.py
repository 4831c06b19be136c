rf'{a!x}\d'
