"""coach: a mock system-design interview coach for the terminal. It computes, quotes and asks.

This module imports nothing, so that `coach --version` costs no more than Python itself.
"""

__version__ = "0.1.0"
