"""Real change: is it more than ordinary ups and downs, and what happened around its start?"""
