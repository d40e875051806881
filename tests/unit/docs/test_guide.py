"""What the guide says about menus and keys is so."""

import re

import pytest
from PySide6.QtGui import QKeySequence

from editor.files.guide import GuideTopic, read_guide
from editor.files.shipped import guide_folder
from editor.ui.commands import COMMANDS, Menu

TOPICS = read_guide(guide_folder())
MENUS = "|".join(Menu)
NAMED = re.compile(rf"\*\*({MENUS}) › ([^*]+)\*\*(?:\s+\(([^)]+)\))?")


def test_there_is_a_guide() -> None:
    assert len(TOPICS) > 8
    assert all(topic.title and topic.text for topic in TOPICS)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.title)
def test_each_command_exists_and_has_the_keys(topic: GuideTopic) -> None:
    known = {(command.menu.value, command.text): command.keys for command in COMMANDS}
    for menu, text, keys in NAMED.findall(topic.text):
        assert (menu, text) in known
        if keys:
            assert QKeySequence(keys) in [QKeySequence(one) for one in known[menu, text]], text
