"""Plans as files: exported from a count, compared with ION as it is when they are posted, and never a second plan."""
