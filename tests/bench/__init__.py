"""How quick the pages are, and how well and how fast texts are read: python -m tests.bench."""
