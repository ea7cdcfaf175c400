"""What stands on the disk, and what is remembered of it."""
