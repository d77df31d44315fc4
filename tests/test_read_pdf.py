import io
import sys

import pypdf
import pytest

from kg.errors import ReadError
from kg.read import read_bytes
from kg.read.pdf import join_lines

WIDE = str.maketrans({",": "\uff0c", ":": "\uff1a", "(": "\uff08", ")": "\uff09"})
FONT = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>"
DESCENDANT = (b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
              b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>")


def make(pages):
    """Return a PDF with a line of text each 20 points; the font is one of those that every reader has."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", FONT, DESCENDANT]
    kids = []
    for lines in pages:
        shown = b"".join(b"1 0 0 1 60 %d Tm <%s> Tj " % (780 - 20 * row, line.encode("utf-16-be").hex().encode())
                         for row, line in enumerate(lines))
        stream = b"BT /F1 12 Tf %sET" % shown
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                       b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
                   % (len(objects) + 1, table, len(objects) + 1, len(data)))


PAGES = [
    ["青羊区教育局文件", "青羊区教育局2023年工作总结", "2023年,全区教育系统坚持优先发展,全年新建中小学",
     "6所,新增学位4200个。新聘骨干教师四十余名,", "创成示范园3所。",
     "一、学前教育", "(一)扩大公办资源。全年建成投用清波幼儿园和树德", "- 1 -"],
    ["青羊区教育局文件", "幼儿园,公办率达到62.5%。", "附件:重点工作", "- 2 -"],
]
TEXT = ("青羊区教育局2023年工作总结\n2023年,全区教育系统坚持优先发展,全年新建中小学6所,新增学位4200个。"
        "新聘骨干教师四十余名,创成示范园3所。\n"
        "一、学前教育\n(一)扩大公办资源。全年建成投用清波幼儿园和树德幼儿园,公办率达到62.5%。\n附件:重点工作\n")


@pytest.mark.parametrize("widths", [{}, WIDE], ids=["half", "full"])
def test_read_pdf_joins_lines_and_drops_running_titles_and_page_numbers(widths):
    document = read_bytes(make([[line.translate(widths) for line in page] for page in PAGES]), "a.pdf")
    assert document.text == TEXT.translate(widths)
    assert (document.format, document.tables) == ("pdf", ())


def test_read_pdf_marks_furniture_and_metadata():
    document = read_bytes(make([["发布日期:2022-05-09", "青羊区教育局2023年工作总结", "(此件公开发布)"]]), "a.pdf")
    assert [document.text[s:e] for s, e in document.furniture] == ["发布日期:2022-05-09", "(此件公开发布)"]
    assert document.metadata.published == "2022-05-09"


@pytest.mark.parametrize(("lines", "joined"), [
    ([], []),
    (["标题很短", "这一行写满了二十个字以上的宽度所以要接着", "下一行"], ["标题很短",
     "这一行写满了二十个字以上的宽度所以要接着下一行"]),
    (["这一行写满了二十个字以上的宽度到此结束。", "这是新的一段写满二十个字以上的宽度了吗"],
     ["这一行写满了二十个字以上的宽度到此结束。", "这是新的一段写满二十个字以上的宽度了吗"]),
    (["没写满,", "也接"], ["没写满,也接"]),
    (["没写满", ",也接"], ["没写满,也接"]),
    (["这一行写满了二十个字以上的宽度所以接着写", "(二)另起一段"], ["这一行写满了二十个字以上的宽度所以接着写",
     "(二)另起一段"]),
    (["写满了的一行以数字和拉丁字母结尾的时候AI", "STEM课程"], ["写满了的一行以数字和拉丁字母结尾的时候AI STEM课程"]),
])
def test_join_lines_ends_paragraphs_where_lines_are_short(lines, joined):
    assert join_lines(lines) == joined


def encrypted(**passwords):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(PAGES)))
    writer.encrypt(algorithm="RC4-128", **passwords)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_read_pdf_reads_a_file_that_only_its_owner_may_change():
    assert read_bytes(encrypted(user_password="", owner_password="o"), "a.pdf").text == TEXT


@pytest.mark.parametrize(("data", "reason"), [
    (encrypted(user_password="u"), "encrypted"),
    (make([[], []]), "no text, only pictures"),
    (make([["- 1 -"], ["- 2 -"]]), "no text, only pictures"),
    (make([["\ue001\ue002\ue003\ue004"]]), "fonts do not say"),
    (b"%PDF-1.4\n", r"broken \.pdf"),
    (make(PAGES).replace(b"/Kids", b"/Kinds"), r"broken \.pdf|no text"),
    (b"%PDF-1.4\n" + bytes(range(256)) * 20, r"broken \.pdf"),
], ids=["encrypted", "scanned", "page numbers", "private use", "cut off", "no pages", "noise"])
def test_read_pdf_refuses(data, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        read_bytes(data, "a.pdf")
    assert str(caught.value).startswith("a.pdf: ")


def test_read_pdf_says_how_to_install_pypdf(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReadError, match=r"pip install district-education-kg\[pdf\]"):
        read_bytes(make(PAGES), "a.pdf")
