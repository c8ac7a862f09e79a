"""What comes in from outside, one module a format, always through the app's own verbs."""
