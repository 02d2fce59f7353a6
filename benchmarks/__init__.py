"""What the README and docs/performance.md claim, measured again by one command: `make bench`."""
