"""Getting through, coming back, being left behind, being heard: drawings of what people meet with."""
