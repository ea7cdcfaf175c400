"""HTML that people write in their texts: read as browsers read it, balanced, and its addresses found."""
