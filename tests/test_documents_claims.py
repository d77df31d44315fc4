from __future__ import annotations

import pytest
from claims import claims

BUREAU = "临海市教育局"


def _of(sentence: str) -> set[tuple[str, str, str]]:
    return claims(sentence, "ISSUED", "IMPLEMENTS")


@pytest.mark.parametrize(("sentence", "expected"), [
    ("出台《名校长管理办法》《名师管理办法》。",
     {("ISSUED", BUREAU, "名校长管理办法"), ("ISSUED", BUREAU, "名师管理办法")}),
    ("《临海市学前教育布局规划》正式印发。", {("ISSUED", BUREAU, "临海市学前教育布局规划")}),
    ("会同市财政局制定《补助资金管理办法》。", {("ISSUED", BUREAU, "补助资金管理办法")}),
    ("市政府出台了《加快教育现代化的若干意见》。", {("ISSUED", "市政府", "加快教育现代化的若干意见")}),
    ("对照《学校管理标准》,逐校开展评估。", {("IMPLEMENTS", BUREAU, "学校管理标准")}),
    ("以《课程改革总体方案》《评价改革方案》为指引,深化课改。",
     {("IMPLEMENTS", BUREAU, "课程改革总体方案"), ("IMPLEMENTS", BUREAU, "评价改革方案")}),
    ("圆满完成《临海市教师培养规划》年度任务。", {("IMPLEMENTS", BUREAU, "临海市教师培养规划")}),
    ("落实新修订的《教师管理办法》。", {("IMPLEMENTS", BUREAU, "教师管理办法")}),
    ("启动《临海市教育发展规划》编制。", {("ISSUED", BUREAU, "临海市教育发展规划")}),
    ("紧扣《临海市教育发展规划》抓落实。", {("IMPLEMENTS", BUREAU, "临海市教育发展规划")}),
    ("根据省教育厅《规范办学行为的通知》要求,全面自查。",
     {("ISSUED", "省教育厅", "规范办学行为的通知"), ("IMPLEMENTS", BUREAU, "规范办学行为的通知")}),
    ("落实教育部等八部门印发的《基础教育强师计划》。",
     {("ISSUED", "教育部", "基础教育强师计划"), ("IMPLEMENTS", BUREAU, "基础教育强师计划")}),
    ("认真学习《教师职业行为准则》。", set()),
])
def test_documents_issued_or_implemented_by_their_verbs(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    assert _of(sentence) == expected


def test_documents_sent_out_by_a_covering_letter() -> None:
    sentence = "现将《临海市教育局2022年工作总结》印发给你们。"
    assert ("ISSUED", BUREAU, "临海市教育局2022年工作总结") in _of(sentence)
