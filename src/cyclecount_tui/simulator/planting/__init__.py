"""Planting: makes a plant with places, parts, stock, work in progress, and known differences."""
