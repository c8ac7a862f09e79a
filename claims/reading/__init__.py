"""Every list, search and board, and the one door to each object."""
