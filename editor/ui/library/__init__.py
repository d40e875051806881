"""The library page: people and issuing bodies as tables, and where each is used."""
