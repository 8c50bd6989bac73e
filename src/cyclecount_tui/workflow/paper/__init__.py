"""What is printed: letters, codes that a scanner reads, and the pages that are made of them."""
