"""When calls, visits and forms come in the week, who is on duty then, and who would be needed.

`counted` reads days by half-hours, and `open_hours` says which are compared. `peaks` finds what comes again week after
week, `dated` the days that differ. `duty` and `staffing` lay the people on duty over it, `advice` says where more are
needed, and `longer` what longer hours would take. `words` and `staffing_words` say it.
"""
