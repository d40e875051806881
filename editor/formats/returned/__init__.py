"""What a colleague did to a copy of an issue, as suggestions and threads: Word files, proofs, texts, issue files."""
