"""What people write beside their answers: which phrases set the dissatisfied apart, in whose words, and about what."""
