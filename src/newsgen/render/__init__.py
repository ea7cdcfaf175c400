"""A page's view to its bytes."""
