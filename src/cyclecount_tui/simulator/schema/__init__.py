"""ION's GraphQL schema as the simulator speaks it: texts beside this file, and what is generated."""
