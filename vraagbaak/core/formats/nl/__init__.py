"""Dutch notation of dates and numbers."""
