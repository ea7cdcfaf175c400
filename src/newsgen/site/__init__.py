"""Records to a plan: what is live, indexed, resolved, and every page of it."""
