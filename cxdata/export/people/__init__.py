"""Getting through, coming back, being left behind, being heard: what people meet with, as exhibits and tables."""
