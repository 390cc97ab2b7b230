"""The pages of people: entrance, own account, screen lock, presence and administration."""
