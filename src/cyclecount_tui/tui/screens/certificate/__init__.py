"""What a count came to: for each line digital before, floor, digital after, and equal or why not."""

from cyclecount_tui.tui.screens.certificate.screen import CertificateScreen

__all__ = ["CertificateScreen"]
