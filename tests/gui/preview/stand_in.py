"""A renderer that lays nothing out and misbehaves when an entry's title tells it to. It is started for the real one."""

import os
import sys
import time

from editor.publish.inbox import Inbox, Snapshot
from editor.publish.protocol import (
    LayingOut,
    Message,
    Order,
    Ready,
    Rendered,
    SectionPages,
    Stopped,
    frame,
    read_message,
)
from editor.publish.sections import section_names


def main() -> None:
    read_message(sys.stdin.buffer)
    say(Stopped("The theme has a mistake.", "Correct it.") if "--broken-theme" in sys.argv else Ready())
    inbox = Inbox()
    while (message := read_message(sys.stdin.buffer)) is not None:
        inbox.put(message)
        if not inbox.is_empty and isinstance(job := inbox.take(), Snapshot):
            show(job)


def show(snapshot: Snapshot) -> None:
    names = section_names(snapshot.issue)
    say(Order(snapshot.revision, names))
    titles = {f"top5/{entry.id}": entry.title for entry in snapshot.issue.top5}
    for name in names:
        say(LayingOut(snapshot.revision, name))
        title = titles.get(name, "")
        if name not in snapshot.skipped:
            misbehave(title)
        say(SectionPages(snapshot.revision, name, 1, (100, 100), ({name: (0, 0, 10, 10)},), ({},), 0, title.encode()))
    say(Rendered(snapshot.revision, (), len(names), ()))


def misbehave(title: str) -> None:
    if "hangs" in title:
        time.sleep(3600)
    if "crashes" in title:
        os._exit(1)
    if "babbles" in title:
        sys.stdout.buffer.write(b"This is no frame.")
        sys.stdout.buffer.flush()


def say(message: Message) -> None:
    sys.stdout.buffer.write(frame(message))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
