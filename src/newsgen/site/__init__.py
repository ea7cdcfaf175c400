"""Records to a site: what is live at an instant, indexed, every reference resolved."""
