"""All names of an issuing body."""

import pytest

from editor.document.body_names import chinese_short_forms, names_of
from editor.files.library_file import NAME, load_library
from editor.files.themes import issues_folder
from schemas.library import BodyHistory, BodyName, IssuingBody


def test_earlier_names_and_short_forms_follow_the_current_names() -> None:
    earlier = BodyName(abbreviation="SPC", name="State Planning Commission", name_zh="国家计划委员会")
    body = IssuingBody(
        abbreviation="NDRC",
        name="National Development and Reform Commission",
        name_zh="国家发展和改革委员会",
        history=BodyHistory(other_names=(earlier,)),
    )
    assert names_of(body) == (
        "NDRC",
        "National Development and Reform Commission",
        "国家发展和改革委员会",
        "SPC",
        "State Planning Commission",
        "国家计划委员会",
        "国家发展改革委",
        "国家发展和改革委",
        "国家发改委",
        "发改委",
        "国家计划委",
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("工业和信息化部", ("工业信息化部", "工信部")),
        ("中国证券监督管理委员会", ("证监会",)),
        ("国家能源局", ()),
        ("商务部", ()),
        ("", ()),
    ],
)
def test_short_forms(name: str, short: tuple[str, ...]) -> None:
    assert chinese_short_forms(name) == short


def test_no_short_form_stands_for_two_bodies() -> None:
    bodies = load_library(issues_folder() / NAME).issuing_bodies
    short = [one for body in bodies for one in set(chinese_short_forms(body.name_zh))]
    assert len(short) == len(set(short))
    assert all(len(one) > 2 for one in short)
