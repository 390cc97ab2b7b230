"""Arithmetic of the directory: weeks, opening hours, words and tables; plain values in and out."""
