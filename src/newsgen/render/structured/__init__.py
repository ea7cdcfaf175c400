"""What pages say of themselves to machines: JSON-LD of schema.org, made of their views alone."""
