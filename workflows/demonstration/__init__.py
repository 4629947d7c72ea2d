"""The demonstration: real facts kept apart as they are in life, invented people around them, all of it said to be so."""
