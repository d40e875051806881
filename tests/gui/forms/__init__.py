"""Forms: what is typed into them is in the issue, what is in the issue is shown in them."""
