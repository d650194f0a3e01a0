"""Is a month's figure more than ordinary ups and downs? Charts with limits, and the rules that read them."""
