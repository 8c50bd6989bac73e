"""What answers each field of the schema."""
