"""Outcome claims: what may be claimed, who decides, what the ledger hears, what is erased."""
