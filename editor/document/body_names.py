"""All names of an issuing body: abbreviations, English and Chinese names, earlier ones, and Chinese short forms.

Chinese documents shorten names: 国家发展和改革委员会 signs as 国家发展改革委, and newspapers write 发改委. The regular
short forms are derived; the others are listed here. Forms of two characters (央行, 国办) are left out: they are found
inside other words (中央行政, 全国办公).
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from schemas import IssuingBody

_SHORT_FORMS = MappingProxyType(
    {
        "中国人民银行": ("人民银行",),
        "中国保险监督管理委员会": ("保监会",),
        "中国证券监督管理委员会": ("证监会",),
        "中国银行业监督管理委员会": ("银监会",),
        "中国银行保险监督管理委员会": ("银保监会",),
        "中国共产党中央委员会": ("中共中央",),
        "交通运输部": ("交通部",),
        "人力资源和社会保障部": ("人社部",),
        "住房和城乡建设部": ("住建部",),
        "全国人民代表大会": ("全国人大",),
        "全国人民代表大会常务委员会": ("全国人大常委会",),
        "国务院国有资产监督管理委员会": ("国务院国资委", "国资委"),
        "国家互联网信息办公室": ("国家网信办", "网信办"),
        "国家医疗保障局": ("国家医保局", "医保局"),
        "国家卫生健康委员会": ("国家卫健委", "卫健委"),
        "国家发展和改革委员会": ("国家发改委", "发改委"),
        "国家国防科技工业局": ("国防科工局",),
        "国家外汇管理局": ("外汇局",),
        "国家市场监督管理总局": ("市场监管总局",),
        "国家林业和草原局": ("国家林草局", "林草局"),
        "国家标准化管理委员会": ("国家标准委", "国标委"),
        "国家疾病预防控制局": ("国家疾控局",),
        "国家知识产权局": ("国知局",),
        "国家税务总局": ("税务总局",),
        "国家药品监督管理局": ("国家药监局", "药监局"),
        "国家金融监督管理总局": ("金融监管总局",),
        "工业和信息化部": ("工信部",),
        "文化和旅游部": ("文旅部",),
        "最高人民检察院": ("最高检",),
        "最高人民法院": ("最高法",),
        "科学技术部": ("科技部",),
    }
)
"""Short forms in official documents and newspapers that do not follow a rule, by the full name."""

_WITHOUT_SHORT_FORM = (
    *("国务院", "国务院办公厅", "中共中央办公厅", "外交部", "商务部", "财政部", "教育部", "生态环境部", "自然资源部"),
    *("水利部", "农业农村部", "应急管理部", "公安部", "国家安全部", "民政部", "司法部", "审计署", "海关总署"),
    *("国家数据局", "国家能源局", "国家统计局", "国家铁路局", "国家邮政局", "国家航天局", "中国科学院", "中国工程院"),
)
"""Further names that documents of the government often have in their titles."""


def names_of(body: IssuingBody) -> tuple[str, ...]:
    """Return every name of a body once, the current ones first; earlier names and Chinese short forms last."""
    names = [body.abbreviation, body.name, body.name_zh]
    for other in body.history.other_names:
        names += [other.abbreviation, other.name, other.name_zh]
    chinese = [body.name_zh, *(other.name_zh for other in body.history.other_names)]
    names += [short for name in chinese for short in chinese_short_forms(name)]
    return tuple(dict.fromkeys(name for name in names if name))


def chinese_short_forms(name: str) -> tuple[str, ...]:
    """Return the short forms of a full Chinese name, such as `国家发展改革委` and `发改委`; empty if there are none."""
    return tuple(dict.fromkeys((*_regular_short_forms(name), *_SHORT_FORMS.get(name, ()))))


def _regular_short_forms(name: str) -> Iterator[str]:
    """A commission ends in 委, and 和 between two subjects is dropped."""
    if name.endswith("委员会") and not name.startswith("中国"):
        yield name.replace("和", "").removesuffix("员会")
        if "和" in name:
            yield name.removesuffix("员会")
    elif "和" in name:
        yield name.replace("和", "")


def known_chinese_names() -> frozenset[str]:
    """Return the Chinese names of institutions that are known without a library, full and short."""
    return frozenset((*_WITHOUT_SHORT_FORM, *(name for full in _SHORT_FORMS for name in _all_forms(full))))


def _all_forms(name: str) -> tuple[str, ...]:
    return (name, *chinese_short_forms(name))
