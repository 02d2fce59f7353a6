"""The design's rules, by what they look at; each module keeps its own list."""
