"""Sources to records: what lies on the disk, read and validated."""
