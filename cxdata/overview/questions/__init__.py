"""What deserves a question, of every kind there is, and the good news: `find` puts them in order."""
