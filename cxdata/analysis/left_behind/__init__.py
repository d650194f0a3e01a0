"""Who is left behind by digital first? Groups that go online less, are served worse there, or have gone silent.

`shifts` (services that moved online, and when), `silent` (groups whose contacts fell after that and rose nowhere else),
`groups` (take-up and satisfaction of kinds of customer, age bands and disability), `places` (wards beside how excluded
they are), `resources` (the list a decision can cite), `page` (all of it at once).
"""
