lambda x=lambda y=1, z: z: x
