"""Measurements anyone can repeat: accuracy on generated and labelled cards, and speed beside other readers."""
