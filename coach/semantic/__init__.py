"""The optional second tier: a small language model on this machine that says which sentences are alike."""
