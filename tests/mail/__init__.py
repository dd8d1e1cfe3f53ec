"""Real mail servers for tests, each on a port of its own of this machine."""
