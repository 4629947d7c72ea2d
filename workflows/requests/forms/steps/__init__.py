"""The form of a request, one file per step, and all of them as one form for programs."""
