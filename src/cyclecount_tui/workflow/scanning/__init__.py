"""What a scan means: on the sheet first, without a connection, then in ION."""
