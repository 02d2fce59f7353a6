"""The cases of hostile input, one test each at least, named after the case."""
