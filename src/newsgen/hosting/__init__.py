"""Hosts and servers: what a site tells each of them, in the files and the grammar that it reads."""
