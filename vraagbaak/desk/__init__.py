"""The agent's workspace: joint pages over the apps below; holds no models."""
