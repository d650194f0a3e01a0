"""When calls, visits and forms come in the week, who is on duty then, and who would be needed.

`counted` reads days by half-hours; `open_hours` says which are compared; `peaks` finds what comes again week after week,
`dated` what does not; `staffing` lays people on duty over it, `longer` asks what longer hours would take; `words` say it.
"""
