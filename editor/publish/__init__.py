"""From an issue to laid-out pages and the PDF. The only room that imports WeasyPrint."""


class PublishError(Exception):
    """The pages could not be made. `message` says what happened, `help` what to do."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
