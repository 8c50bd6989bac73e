"""The client for ION: signing in, one choke point for GraphQL, typed reads and guarded writes."""
