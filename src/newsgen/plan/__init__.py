"""A site to its plan: every output, and every fault."""
