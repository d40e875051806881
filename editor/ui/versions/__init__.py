"""The versions page: a list of versions, and the content and changes of the selected one."""
