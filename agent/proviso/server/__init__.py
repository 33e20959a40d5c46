"""The loopback door: who may knock, who they are, and what they are told. See docs/protocol.md."""
