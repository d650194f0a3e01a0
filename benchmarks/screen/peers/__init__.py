"""The same first screens in other tools. Each file runs by itself, in an environment that need not have the product."""
