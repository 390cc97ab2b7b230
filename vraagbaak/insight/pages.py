"""The pages of insight in the menu, and who may hear of new figures."""
