"""Computed checks: each decides one thing by structure, numbers or what a room computed, never by wording alone."""
