"""What people write: records, their front matter, the settings, the words."""
