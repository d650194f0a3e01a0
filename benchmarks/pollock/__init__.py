"""How the CSV reader does on the polluted files of Pollock (HPI-Information-Systems/Pollock), not kept here."""
