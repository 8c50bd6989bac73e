"""Finding out whether counting can start here: each check tells what it found, and what to do about it."""
