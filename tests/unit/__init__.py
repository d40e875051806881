"""Tests of single rooms, in folders that mirror the rooms."""
