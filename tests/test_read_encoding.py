import codecs

import pytest

from kg.errors import ReadError
from kg.read import read_bytes

SIMPLIFIED = ("青羊区教育局2023年工作总结\r\n全区新建改扩建中小学6所,新增学位4200个;公办园在园幼儿占比达62.5%。\n"
              "树德实验中学(清波校区)建成投用,与金堂县结对帮扶学校12所。\n")
TRADITIONAL = ("青羊區教育局2023年工作總結\r\n全區新建改擴建中小學6所,新增學位4200個;公辦園在園幼兒佔比達62.5%。\n"
               "樹德實驗中學(清波校區)建成投用,與金堂縣結對幫扶學校12所。\n")


@pytest.mark.parametrize(("text", "codec", "encoding"), [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (TRADITIONAL, "utf-8", "utf-8"),
    ("2023", "ascii", "utf-8"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (TRADITIONAL, "gbk", "gb18030"),
    (SIMPLIFIED + "㐀𠮷镕", "gb18030", "gb18030"),
    (TRADITIONAL, "big5", "big5hkscs"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    ("Plan 2023: 15 schools\r\nand 3 more\r\n", "utf-16-le", "utf-16-le"),
])
def test_read_txt_finds_the_encoding_and_keeps_every_character(text, codec, encoding):
    document = read_bytes(text.encode(codec), "a.txt")
    assert (document.text, document.encoding) == (text, encoding)


@pytest.mark.parametrize("start", range(0, 40, 4))
def test_read_txt_takes_few_bytes_for_gb18030(start):
    text = SIMPLIFIED[start:start + 12]
    assert read_bytes(text.encode("gb18030"), "a.txt").text == text


@pytest.mark.parametrize(("mark", "codec"), [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), ("\ufeff".encode("gb18030"), "gb18030"),
])
def test_read_txt_keeps_the_byte_order_mark(mark, codec):
    document = read_bytes(mark + SIMPLIFIED.encode(codec), "a.txt")
    assert (document.text, document.encoding) == ("\ufeff" + SIMPLIFIED, codec)


def test_read_txt_keeps_widths_and_blanks():
    text = "\ufeff 索\xa0\xa0引\u3000号:A1(一)\r\n\r\n ABC「」…\x0c\t\n"
    assert read_bytes(text.encode(), "a.txt").text == text


GB, UTF8 = SIMPLIFIED.encode("gb18030"), SIMPLIFIED.encode()


@pytest.mark.parametrize(("data", "offset", "encoding"), [
    (UTF8[:60] + b"\xff" + UTF8[60:], 60, "UTF-8"),
    (UTF8 + "青".encode()[:2], len(UTF8), "UTF-8"),
    ("青羊区".encode()[:-1], 6, "UTF-8"),
    (GB + b"\xff\xff" + GB, len(GB), "GB18030"),
    (codecs.BOM_UTF8 + UTF8[:18] + b"\xff", 21, "UTF-8"),
    (codecs.BOM_UTF16_LE + "青".encode("utf-16-le") + b"\x00\xd8", 4, "UTF-16-LE"),
])
def test_read_txt_names_the_faulty_byte(data, offset, encoding):
    with pytest.raises(ReadError, match=rf"^a\.txt: byte {offset} \(0x[0-9a-f]{{2}}\) is not {encoding};.*save it as"):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(("codec", "declared"), [
    ("utf-8", "gb2312"), ("gb18030", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "big5"), ("utf-8", "nonsense"),
    ("gb18030", ""),
])
def test_read_html_does_not_believe_a_charset_that_lies(codec, declared):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{SIMPLIFIED}'
    document = read_bytes(page.encode(codec), "a.html")
    assert document.encoding == codec
    assert "树德实验中学(清波校区)建成投用" in document.text


def test_read_html_asks_the_charset_where_the_bytes_tell_nothing():
    page = '<meta charset="gb2312"><p>镕</p>'
    document = read_bytes(page.encode("gb18030"), "a.html")
    assert (document.text, document.encoding) == ("镕\n", "gb18030")


@pytest.mark.parametrize("text", ["青羊区教育局工作总结。" * 1_000_000, "青羊区\n" * 200_000],
                         ids=["one line", "short lines"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_read_txt_is_linear(text, codec):
    document = read_bytes(text.encode(codec), "a.txt")
    assert document.text == text
    assert document.furniture == ()
