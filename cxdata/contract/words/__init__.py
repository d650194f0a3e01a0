"""What people write in many ways and mean one thing: decisions, stages, references of complaints, names of bodies."""
