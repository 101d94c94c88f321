"""Whether what was logged is so: same events, evidence, call-backs, and what stands out."""
