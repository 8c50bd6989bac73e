"""What a scanner reads: recognised by its shape before anybody is asked what it stands for."""
