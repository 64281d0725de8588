"""What can be done with what, when, and by whom: a table for each noun, read by views, buttons and tests."""
