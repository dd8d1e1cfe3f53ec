"""Fictional business cards, drawn in many designs and photographed by a simulated camera, with their labels."""
