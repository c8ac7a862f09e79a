"""Text read out of bytes: one module a format, and one table of media types. No database."""
