"""The web: which addresses ClaimTrack goes to, how it fetches them, and what sites ask of it."""
