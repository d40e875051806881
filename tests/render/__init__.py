"""Tests that make PDFs and validate them."""
