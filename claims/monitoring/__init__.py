"""Addresses of sources are checked again and again: docs/monitoring.md."""
