"""Who there is: the tree of units, the people, and what each may do where."""
