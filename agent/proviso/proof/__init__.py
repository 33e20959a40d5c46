"""What needs packs and engine together: proving examples, preview, mutation, explanation."""
