"""backup, restore and key: their words (`words`), and what runs behind each (`commands`)."""
