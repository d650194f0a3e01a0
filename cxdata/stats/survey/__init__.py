"""What a survey can carry: the five figures called satisfaction, who did not answer, and weights."""
