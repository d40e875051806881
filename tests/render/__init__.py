"""Tests that make PDFs and judge them."""
