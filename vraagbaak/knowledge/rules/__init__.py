"""What the knowledge floor reckons with: plain Python, no clock and no database."""
