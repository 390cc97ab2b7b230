"""Reads of insight: figures over questions, and the questions behind them."""
