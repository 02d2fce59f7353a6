"""Packs: YAML with positions to problems and rubrics; check, test, schemas, and a start for authors."""
