"""RENAMED_TO: who has a new name, in the ways that texts say it, and what only looks like it."""
from __future__ import annotations

import pytest

from kg import extract


def _renamed(text: str) -> set[tuple[str, str]]:
    graph = extract(f"青禾区教育局2023年工作总结\n一、工作\n{text}\n")
    names = {node.id: str(node.properties["name"]) for node in graph.nodes}
    found = [item for item in graph.relationships if item.label == "RENAMED_TO"]
    assert all(item.properties["year"] == 2023 and item.properties["evidence"] for item in found)
    return {(names[item.start], names[item.end]) for item in found}


@pytest.mark.parametrize(("text", "expected"), [
    ("松涛小学正式更名为青禾区实验小学。", {("松涛小学", "青禾区实验小学")}),
    ("将青禾国际学校更名为青禾外国语学校。", {("青禾国际学校", "青禾外国语学校")}),
    ("青禾区实验小学（原松涛小学）建成投用。", {("松涛小学", "青禾区实验小学")}),
    ("青禾区实验小学（原名“松涛小学”）建成投用。", {("松涛小学", "青禾区实验小学")}),
    ("原松涛中学更名为青禾区第三中学。", {("松涛中学", "青禾区第三中学")}),
    ("松涛小学更名为“青禾区实验小学松涛校区”，完成挂牌。", {("松涛小学", "青禾区实验小学松涛校区")}),
    ("松涛幼儿园改名为青禾区第三幼儿园，桃园小学改名为青禾区第五小学。",
     {("松涛幼儿园", "青禾区第三幼儿园"), ("桃园小学", "青禾区第五小学")}),
    ("完成青禾国际学校去除“国际”字样工作。", {("青禾国际学校", "青禾学校")}),
    ("青禾国际学校去除“国际”字样，更名为青禾双语学校。", {("青禾国际学校", "青禾双语学校")}),
    ("青禾国际学校去掉校名中的“国际”字样，并正式更名为青禾双语学校。", {("青禾国际学校", "青禾双语学校")}),
    ("青禾双语国际学校、桃园国际实验学校完成更名，去除“国际”“双语”等字样。",
     {("青禾双语国际学校", "青禾学校"), ("桃园国际实验学校", "桃园实验学校")}),
])
def test_renames_from_old_to_new(text: str, expected: set[tuple[str, str]]) -> None:
    assert _renamed(text) == expected


@pytest.mark.parametrize("text", [
    "松涛小学与青禾区实验小学结对。",
    "松涛小学正式挂牌青禾区实验小学分校。",
    "青禾区实验小学（含松涛小学）建成投用。",
    "松涛小学迁入原桃园小学校区。",
    "桃园实验学校去除“国际”字样。",
    "松涛小学成为青禾区实验小学教育集团成员。",
    "完成3所学校更名。",
])
def test_renames_not(text: str) -> None:
    assert _renamed(text) == set()


def test_renames_say_what_triggered_them_and_give_both_names_an_id() -> None:
    graph = extract("青禾区教育局2023年工作总结\n一、工作\n松涛小学于2023年更名为青禾区实验小学。\n")
    assert {"school/青禾区/松涛小学", "school/青禾区/实验小学"} <= {node.id for node in graph.nodes}
