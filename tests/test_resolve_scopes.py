"""Ids that are the same in the documents of different districts, and those that are not."""
from __future__ import annotations

import pytest
from recognition import home_of

from kg.recognise.home import Home
from kg.resolve import resolve
from kg.types import Mention, Span

DINGYUAN = home_of("安徽省滁州市定远县教育体育局")
CHUZHOU = home_of("安徽省滁州市教育体育局")
HAISHU = home_of("浙江省宁波市海曙区教育局")


def _id(label: str, name: str, home: Home, rule: str = "institution-suffix", text: str = "") -> str:
    [entity] = resolve([Mention(Span(0, len(name)), label, name, rule, 0.9)], home, text).entities
    return entity.id


@pytest.mark.parametrize(("name", "home", "expected"), [
    ("海曙区第一小学", HAISHU, "school/330203/第一小学"),
    ("海曙区第一小学", DINGYUAN, "school/330203/第一小学"),
    ("浙江省宁波市海曙区第一小学", DINGYUAN, "school/330203/第一小学"),
    ("第一小学", DINGYUAN, "school/341125/第一小学"),
    ("滁州市第三中学", DINGYUAN, "school/341100/第三中学"),
    ("滁州市第三中学", CHUZHOU, "school/341100/第三中学"),
    ("定远县第三中学", CHUZHOU, "school/341125/第三中学"),
    ("定远县三中", CHUZHOU, "school/341125/第三中学"),
    ("鼓楼区第一小学", DINGYUAN, "school/341125/鼓楼区第一小学"),
    ("鼓楼区第一小学", home_of("江苏省南京市溧水区教育局"), "school/320106/第一小学"),
    ("青禾区第一小学", DINGYUAN, "school/341125/青禾区第一小学"),
])
def test_resolve_scope_of_a_school_is_that_of_its_name(name: str, home: Home, expected: str) -> None:
    assert _id("School", name, home) == expected


@pytest.mark.parametrize(("name", "home", "expected"), [
    ("全国文明校园", HAISHU, "honor/全国文明校园"),
    ("国家级文明校园", HAISHU, "honor/国家文明校园"),
    ("省一级幼儿园", HAISHU, "honor/33/省一级幼儿园"),
    ("浙江省一级幼儿园", HAISHU, "honor/33/省一级幼儿园"),
    ("省级文明校园", DINGYUAN, "honor/34/省文明校园"),
    ("宁波市文明校园", HAISHU, "honor/3302/市文明校园"),
    ("市级文明校园", HAISHU, "honor/3302/市文明校园"),
    ("市文明校园", DINGYUAN, "honor/3411/市文明校园"),
    ("区文明校园", HAISHU, "honor/330203/区文明校园"),
    ("市文明校园", home_of("浙江省温州市瑞安市教育局"), "honor/330381/市文明校园"),
])
def test_resolve_honours_by_granting_level(name: str, home: Home, expected: str) -> None:
    assert _id("Honor", name, home, "honour-head") == expected


@pytest.mark.parametrize(("name", "home", "expected"), [
    ("中华人民共和国教育法", HAISHU, "document/教育法"),
    ("教育法", DINGYUAN, "document/教育法"),
    ("深化新时代教育评价改革总体方案", HAISHU, "document/深化新时代教育评价改革总体方案"),
    ("中共中央国务院关于深化教育教学改革全面提高义务教育质量的意见", HAISHU,
     "document/关于深化教育教学改革全面提高义务教育质量的意见"),
    ("海曙区学前教育第四轮行动计划", HAISHU, "document/330203/学前教育第四轮行动计划"),
    ("学前教育第四轮行动计划", HAISHU, "document/330203/学前教育第四轮行动计划"),
    ("学前教育第三轮行动计划", HAISHU, "document/330203/学前教育第三轮行动计划"),
    ("宁波市学前教育第四轮行动计划", HAISHU, "document/330200/学前教育第四轮行动计划"),
])
def test_resolve_documents_by_issuer_and_title(name: str, home: Home, expected: str) -> None:
    assert _id("Document", name, home, "document-marked") == expected


@pytest.mark.parametrize(("name", "expected"), [
    ("第四轮学前教育行动计划", "program/330203/第四轮学前教育行动计划"),
    ("第三轮学前教育行动计划", "program/330203/第三轮学前教育行动计划"),
    ("2023年暑期托管", "program/330203/2023年暑期托管"),
])
def test_resolve_programs_keep_rounds_and_years(name: str, expected: str) -> None:
    assert _id("Program", name, HAISHU, "program-plain-free") == expected


def test_resolve_number_of_a_document_stands_behind_its_title() -> None:
    text = "制定《海曙区校园安全办法》(海教〔2023〕5号),落实《校园食品安全管理办法》"
    first, second = text.index("《"), text.rindex("《")
    mentions = [Mention(Span(first, text.index("》") + 1), "Document", "海曙区校园安全办法", "document-marked", 0.9),
                Mention(Span(second, len(text)), "Document", "校园食品安全管理办法", "document-marked", 0.9)]
    numbers = {entity.name: dict(entity.properties) for entity in resolve(mentions, HAISHU, text).entities}
    assert numbers == {"海曙区校园安全办法": {"number": "海教〔2023〕5号", "year": 2023}, "校园食品安全管理办法": {}}
