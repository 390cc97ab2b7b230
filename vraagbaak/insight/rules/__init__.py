"""Arithmetic of insight: shares, periods, spikes."""
