from # import dedent
