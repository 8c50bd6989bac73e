"""What the simulated factory holds: ION's rows, how they hang together, and what truly lies on the floor."""
