"""How the CSV reader does on the polluted files of Pollock (HPI-Information-Systems/Pollock), which are not kept here."""
