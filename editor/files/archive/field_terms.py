"""Words that say nothing about the topic of a policy document, however few titles have them.

In a large archive their frequency tells; in one of five issues it does not.
"""

from __future__ import annotations

_WORDS = """
a about above across after against all along also among an and any are as at be because been before being below
between both but by can could despite do does down during each few first for from further give gives had has have
having her here his how if in
into is it its itself just last lay lays less like look looks make makes many may might
more most must need needs next no nor not now of off on once one only or other others our out over own per put puts
s said same second set sets seven should shows since six so some still such t take takes than that the their them
then there these they third this those three through to too toward towards turn turns two under until up upon use
uses very via want wants was way ways were what when where which while who why will with within without would yet
action actions administrative announces announcement authorities beijing central certain china chinese
circular concerning country decision departments developing development document draft enhance enhancing five four
further government guidance guide guideline guidelines guiding high implementation implementing improve improving
interim issue issued issues law local measures ministry national new notice official officials opinion opinions
plan plans policies policy promote promoting provisional quality regarding regulation regulations relating release
released releases rule rules several state strengthen strengthening support supporting trial work year years
"""
_PAIRS = """
关于 于促 促进 于推 推动 推进 进一 一步 步加 加强 加快 高质 质量 量发 发展 展的 的指 指导 导意 意见 的意 的通 通知
印发 发布 实施 行动 动方 方案 办法 管理 理办 若干 干措 措施 政策 规划 国家 家发 部门 等部 门关 部关 的若 工作 试行
国务 务院 中国 十四 四五 五规 年行 支持 规定 条例 暂行 行办 征求 求意 见稿
"""

FIELD_WORDS = tuple(_WORDS.split())
FIELD_PAIRS = frozenset(_PAIRS.split())
"""The same for pairs of Chinese characters."""
