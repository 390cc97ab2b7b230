"""Insight: what residents ask, what came of it, and what to learn from it; counts that follow from the questions."""
