"""Topics, articles with their life, intake scripts, and the answer search over them."""
