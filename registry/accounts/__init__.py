"""The accounts tied to the institution: what they are to it, how they are, who answers for them."""
