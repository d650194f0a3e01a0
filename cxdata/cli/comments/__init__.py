"""The words and commands for comments: a person looks at a sample and says whether they may be shown."""
