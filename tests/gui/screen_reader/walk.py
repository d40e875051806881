"""Walks the running program as a screen reader does, and types into it. Prints a JSON object a line.

Debian's own Python runs it, which has the bindings of AT-SPI; it uses nothing of the project. In a D-Bus session:

    python3 walk.py LAUNCHER COMMAND …

starts the bus of AT-SPI (LAUNCHER) and the program (COMMAND), prints every accessible object, then types and saves, and
prints the events that a screen reader hears meanwhile.
"""

import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

PATIENCE = 60
"""Seconds for each wait."""
DEEPEST = 25
MOST_CHILDREN = 60
"""Of one object: a list of commands has more, all alike."""
EVENTS = (
    "object:state-changed:focused",
    "object:text-caret-moved",
    "object:text-selection-changed",
    "object:text-changed",
    "object:announcement",
)
TYPED = "Heard by a screen reader"
LAST_SAID = ("Saved", "What is your name?")
"""What is said after a first save, in any order: in the status bar, and above the issue."""


def main(launcher: str, command: list[str]) -> None:
    bus = subprocess.Popen([launcher, "--launch-immediately"])
    program = subprocess.Popen(command, env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
    try:
        root = wait_for(find_program)
        wait_for(lambda: find(root, "text", "Headline"))
        walk(root)
        listen(steps())
    finally:
        for process in (program, bus):
            process.terminate()
            process.wait()


def wait_for(look: Callable[[], Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    sys.exit("The program does not appear to assistive technology.")


def find_program() -> Any:
    desktop = Atspi.get_desktop(0)
    children = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
    return next((one for one in children if one is not None and one.get_name() == "Newsdesk"), None)


def find(node: Any, role: str, name: str, depth: int = 0) -> Any:
    if node.get_role_name() == role and node.get_name() == name:
        return node
    if depth < DEEPEST:
        for child in children_of(node):
            found = find(child, role, name, depth + 1)
            if found is not None:
                return found
    return None


def children_of(node: Any) -> list[Any]:
    number = min(node.get_child_count(), MOST_CHILDREN)
    return [child for child in (node.get_child_at_index(index) for index in range(number)) if child is not None]


def walk(node: Any, depth: int = 0) -> None:
    say(describe(node))
    if depth < DEEPEST:
        for child in children_of(node):
            walk(child, depth + 1)


def describe(node: Any) -> dict[str, Any]:
    text = node.get_text_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "states": [state.value_nick for state in node.get_state_set().get_states()],
        "text": None if text is None else text.get_text(0, min(text.get_character_count(), 200)),
        "caret": None if text is None else text.get_caret_offset(),
    }


def steps() -> list[list[str]]:
    """What is typed, by xdotool. The last step is a save; what is said of it ends the listening."""
    return [["key", "ctrl+a"], ["type", "--delay", "20", TYPED], ["key", "Tab"], ["key", "ctrl+s"]]


def listen(waiting: list[list[str]]) -> None:
    loop = GLib.MainLoop()
    window = subprocess.check_output(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Newsdesk"], text=True)
    subprocess.check_call(["xdotool", "windowfocus", "--sync", window.split()[0]])

    missing = set(LAST_SAID)

    def on_event(event: Any) -> None:
        data = event.any_data if isinstance(event.any_data, str) else ""
        source = event.source
        say(
            {
                "event": event.type,
                "role": source.get_role_name(),
                "name": source.get_name() or "",
                "data": data,
                "detail": event.detail1,
            }
        )
        if event.type.startswith("object:announcement"):
            missing.difference_update({one for one in missing if data.startswith(one)})
        if not missing:
            loop.quit()

    def step() -> bool:
        subprocess.check_call(["xdotool", *waiting.pop(0)])
        return bool(waiting)

    listener = Atspi.EventListener.new(on_event)
    for kind in EVENTS:
        listener.register(kind)
    GLib.timeout_add(700, step)  # AT-SPI does not say when the last event of a step has come
    GLib.timeout_add_seconds(PATIENCE, loop.quit)
    loop.run()


def say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)
    main(sys.argv[1], sys.argv[2:])
