"""An hour of use of the whole program, as recorded keys; how it is played, and the script of the people it is from."""
