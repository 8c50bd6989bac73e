"""Programs to compare with, each as small as it can be for what it shows."""
