lambda x: y: z
