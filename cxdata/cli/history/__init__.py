"""remove, undo, versions and erase: their words (`words`), and what runs behind each (`commands`)."""
