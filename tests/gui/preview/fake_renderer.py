"""A fake renderer process that lays nothing out and fails when an entry's title says so.

`--log FILE` records what is laid out or prepared, one line each; with it, a title can limit the failures: "crashes 3
times". `--contents-take SECONDS` makes the cover slow.
"""

import os
import re
import sys
import time
from pathlib import Path

from editor.publish.inbox import Inbox, Snapshot
from editor.publish.protocol import (
    LayingOut,
    Message,
    Order,
    Prepare,
    Prepared,
    Ready,
    Rendered,
    SectionPages,
    Stopped,
    frame,
    read_message,
)
from editor.publish.sections import COVER, section_names

LOG = Path(sys.argv[sys.argv.index("--log") + 1]) if "--log" in sys.argv else None

CONTENTS_TAKE = float(sys.argv[sys.argv.index("--contents-take") + 1]) if "--contents-take" in sys.argv else 0


def main() -> None:
    read_message(sys.stdin.buffer)
    send(Stopped("The theme has a mistake.", "Correct it.") if "--broken-theme" in sys.argv else Ready())
    inbox = Inbox()
    shown: Snapshot | None = None
    while (message := read_message(sys.stdin.buffer)) is not None:
        inbox.put(message)
        match inbox.take(idle=0):
            case Snapshot() as shown:
                show(shown)
            case Prepare(section) if shown:
                prepare(shown, section)


def show(snapshot: Snapshot) -> None:
    names = section_names(snapshot.issue)
    send(Order(snapshot.revision, names))
    for name in names:
        send(LayingOut(snapshot.revision, name))
        title = title_of(snapshot, name)
        if name == COVER and name not in snapshot.skipped:
            time.sleep(CONTENTS_TAKE)
        if name not in snapshot.skipped:
            run_instruction(f"laid out {name}", title)
        send(SectionPages(snapshot.revision, name, 1, (100, 100), ({name: (0, 0, 10, 10)},), ({},), 0, title.encode()))
    send(Rendered(snapshot.revision, (), len(names), ()))


def prepare(snapshot: Snapshot, section: str) -> None:
    send(LayingOut(snapshot.revision, section))
    title = title_of(snapshot, section)
    run_instruction(f"prepared {section}", title.replace("when prepared", "now"))
    send(Prepared(section))


def title_of(snapshot: Snapshot, section: str) -> str:
    return next((entry.title for entry in snapshot.issue.top5 if section == f"top5/{entry.id}"), "")


def run_instruction(work: str, title: str) -> None:
    times = execution_count(work)
    most = re.search(r"(\d+) times", title)
    if (most and times > int(most[1])) or "when prepared" in title:
        return
    if "hangs" in title:
        time.sleep(3600)
    if "crashes" in title:
        os._exit(1)
    if "babbles" in title:
        sys.stdout.buffer.write(b"This is no frame.")
        sys.stdout.buffer.flush()


def execution_count(work: str) -> int:
    """Return how often this was done so far, in this process and earlier ones."""
    if LOG is None:
        return 1
    with LOG.open("a") as log:
        log.write(f"{work}\n")
    return LOG.read_text().splitlines().count(work)


def send(message: Message) -> None:
    sys.stdout.buffer.write(frame(message))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
