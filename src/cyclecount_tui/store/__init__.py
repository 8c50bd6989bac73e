"""The journal of counts and the schedule, in one SQLite database; import what you need from its modules."""
