"""How a study came to be what it is: what moved between two states of it, in its users' words."""
