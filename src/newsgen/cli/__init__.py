"""The command line; the only place with a clock, printing and exit codes."""
