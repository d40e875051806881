"""Shared by the formats that are written: characters, Chinese, links and output names."""
