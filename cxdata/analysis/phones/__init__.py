"""Can people still get through: whose callers give up or wait, how long, in which hours, and what a menu changed."""
