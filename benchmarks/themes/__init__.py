"""How well themes are found: invented surveys in which it is known what each dissatisfied customer complains of."""
