"""The review in a Word document: suggestions as tracked changes, threads as comments."""
