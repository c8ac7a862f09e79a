"""How well ClaimTrack reads: measured on published data that lies outside the project."""
