"""What newsgen writes among the sources of a site when it is asked to: a new text, or a line of one that is there."""
