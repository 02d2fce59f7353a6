"""Drills of two to five minutes: endless, seeded, and checked by the same rooms that read an interview."""
