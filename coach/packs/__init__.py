"""Packs: YAML with positions to problems and rubrics; check, trial against golden sheets, schemas, a start for authors."""
