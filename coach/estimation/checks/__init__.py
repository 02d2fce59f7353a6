"""The mistakes that a worksheet is checked for, each one a small rule with its examples."""
