"""From the lines of somebody's table to blocks for the store, by a mapping: everything is read by its distinct cells."""
