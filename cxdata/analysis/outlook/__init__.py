"""Will we get there? A figure carried forward to a date, beside the pace it needs and its own record."""
