"""What a page is: the view that a template sees, its address, its encoding."""
