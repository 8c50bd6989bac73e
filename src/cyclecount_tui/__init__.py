"""cyclecount: blind cycle counts for factories that run on ION."""

__version__ = "0.1.0"
