"""The long proofs of `scripts/campaign`: each module one, of which the tests hold a slice."""
