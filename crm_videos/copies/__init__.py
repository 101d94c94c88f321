"""The register of copies: entering one, and proving that one is gone."""
