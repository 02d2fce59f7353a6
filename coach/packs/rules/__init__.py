"""What a check looks for beyond the schema: small functions, one a rule, listed by the module they stand in.

A rule takes a `Scope` (the pack, or one problem of it) and yields findings. To add one: write it in the module it
belongs to, add it to that module's `RULES`, describe its code in docs/findings.md, and test it.
"""
