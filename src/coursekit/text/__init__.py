"""Text as readers read it: Markdown taken apart, and the quantities in it."""
