"""Changes of insight: folding counts, counting anew, targets."""
