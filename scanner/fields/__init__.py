"""Text lines of one card become contact fields: candidates from every module, then one assignment for all."""
