"""Forms: typing changes the issue, and the form shows the issue."""
