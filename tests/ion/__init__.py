"""Tests of ion."""
