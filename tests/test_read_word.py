import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.errors import ReadError
from kg.read import read_bytes


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document):
    return read_bytes(saved(document), "a.docx")


def cells(document):
    return [[document.text[start:end] for start, end in row] for row in document.tables[0].rows]


def with_body(xml):
    document = docx.Document()
    for element in parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)  # the section's properties come last
    return read(document)


def test_read_docx_writes_paragraphs_and_rows_in_order():
    document = docx.Document()
    document.add_heading("青羊区教育局2023年工作总结")
    document.add_paragraph("新建").add_run("中小学6所。").bold = True
    document.add_paragraph("\u3000 ")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["学校", "学位", "清波\n小学", "300"], strict=True):
        cell.text = text
    document.add_paragraph("第一行\n第二行\t甲")
    result = read(document)
    assert result.text == ("青羊区教育局2023年工作总结\n新建中小学6所。\n学校 | 学位\n清波 小学 | 300\n"
                           "第一行\n第二行 甲\n")
    assert (result.format, result.encoding) == ("docx", "utf-8")
    assert cells(result) == [["学校", "学位"], ["清波 小学", "300"]]


def test_read_docx_repeats_merged_cells():
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    texts_of_rows = [["学校", "学位", ""], ["", "小学", "初中"], ["清波", "300", "150"], ["树德", "90", ""]]
    for row, texts in enumerate(texts_of_rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 2).merge(table.cell(3, 2))
    result = read(document)
    assert cells(result) == [
        ["学校", "学位", "学位"], ["学校", "小学", "初中"], ["清波", "300", "150"], ["树德", "90", "150"]]
    assert result.tables[0].header == 2
    assert result.text.startswith("学校 | 学位\n")
    assert result.text.count("150") == 1


@pytest.mark.parametrize(("xml", "text"), [
    ("<w:p><w:r><w:t>甲</w:t></w:r><w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
     "</w:p>", "甲乙\n"),
    ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag></w:p>",
     "链接标记\n"),
    ("<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控件\n"),
    ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
     "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t></w:r>"
     "</w:p>", "可见\n"),
    ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", "一\n二 三\n"),
    ("<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict>"
     "</w:r><w:r><w:t>后</w:t></w:r></w:p>", "前后\n框内\n"),
])
def test_read_docx_reads_what_is_shown(xml, text):
    assert with_body(xml).text == text


def test_read_docx_marks_furniture_and_metadata():
    document = docx.Document()
    for text in ("文号:青教发〔2023〕7号", "青羊区教育局2023年工作要点", "新建中小学6所。", "(此件公开发布)"):
        document.add_paragraph(text)
    result = read(document)
    assert [result.text[s:e] for s, e in result.furniture] == ["文号:青教发〔2023〕7号", "(此件公开发布)"]
    assert result.metadata.number == "青教发〔2023〕7号"


def _replaced(data, member, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return stream.getvalue()


@pytest.mark.parametrize("member", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>"])
def test_read_docx_refuses_damaged_parts(member, content):
    with pytest.raises(ReadError, match=r"^a\.docx: (broken \.docx|the file has no text)"):
        read_bytes(_replaced(saved(docx.Document()), member, content), "a.docx")


def test_read_docx_refuses_truncated_and_empty():
    data = saved(docx.Document())
    with pytest.raises(ReadError, match="damaged zip"):
        read_bytes(data[:len(data) // 2], "a.docx")
    with pytest.raises(ReadError, match="no text"):
        read_bytes(data, "a.docx")
