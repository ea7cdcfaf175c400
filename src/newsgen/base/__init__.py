"""The ground: faults, digests, workers, and where files lie; nothing of newspapers yet."""
