"""The outbox: pacing, retries, the ledger."""
