"""Links to other sites, asked for on request only: found in the sources, asked for politely, remembered for days."""
