"""The cells of an edition before they are written: what each goes by, what they hold, what adds up, what is moved."""
