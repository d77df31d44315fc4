"""Document graphs: making, merging, and their exchange form."""
