import pytest

from kg.read import read_bytes
from kg.types import Metadata


def read(body, head=""):
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def furniture(document):
    return [document.text[start:end] for start, end in document.furniture]


def cells(document):
    return [[[document.text[start:end] for start, end in row] for row in table.rows] for table in document.tables]


@pytest.mark.parametrize(("body", "text"), [
    ("<h1>工作总结</h1><p>一、<b>学前</b>教育</p><div>新建<span>3</span>所</div>", "工作总结\n一、学前教育\n新建3所\n"),
    ("<p>新建\n      幼儿园 3  所\uff0c\r\n 学位</p>", "新建幼儿园 3 所\uff0c学位\n"),
    ("<p>\u3000\u3000新建&nbsp;&nbsp;A&amp;B</p><p>&nbsp;</p><p></p>", "新建 A&B\n"),
    ("青羊区<br/>金堂县<br><br>锦江区", "青羊区\n金堂县\n锦江区\n"),
    ("<ul><li>一<li>二</ul><dl><dt>三<dd>四</dl>", "一\n二\n三\n四\n"),
    ("<pre>一\n  二\n</pre>", "一\n二\n"),
    ("<script>a()</script><style>p{}</style><noscript>x</noscript><nav>首页</nav><p>正文在此<!-- x --></p>",
     "正文在此\n"),
    ("<p hidden>甲</p><p style='color:red;display : none'>乙</p><p style='visibility:hidden'>丙</p><p>丁", "丁\n"),
    ("<form>搜索<input value=x><select><option>甲</select><button>查</button></form><p>丁", "丁\n"),
    ("<div>甲<p>乙</p>丙</div>丁", "甲\n乙\n丙\n丁\n"),
    ("<p>未<b>关闭<p>下一段", "未关闭\n下一段\n"),
])
def test_read_html_keeps_visible_text_line_by_line(body, text):
    assert read(body).text == text


def test_read_html_keeps_a_form_that_holds_the_page():
    document = read(f"<form id=aspnetForm><input type=hidden value=x><p>{'新建幼儿园三所。' * 50}</p></form>")
    assert document.text == "新建幼儿园三所。" * 50 + "\n"


def test_read_html_reads_deep_nesting():
    assert read("<div>" * 5000 + "甲").text == "甲\n"


def test_read_html_writes_table_rows_as_lines():
    document = read("<p>前</p><table><tr><th>学校</th><th>学位</th></tr><tr><td>清波<br>小学</td><td> 300 </td></tr>"
                    "<tr><td>树德小学</td><td></td></tr><tr><td></td><td></td></tr></table><p>后</p>")
    assert document.text == "前\n学校 | 学位\n清波 小学 | 300\n树德小学 | \n后\n"
    assert cells(document) == [[["学校", "学位"], ["清波 小学", "300"], ["树德小学", ""]]]
    assert document.tables[0].header == 1


def test_read_html_repeats_merged_cells():
    document = read("<table><caption>表1</caption><tr><td colspan=3>2023年学位表</td></tr>"
                    "<tr><td rowspan=2>学校</td><td colspan=2>学位</td></tr><tr><td>小学</td><td>初中</td></tr>"
                    "<tr><td>清波学校</td><td>300</td><td rowspan='2'>150</td></tr>"
                    "<tr><td>树德学校</td><td>90</td></tr>"
                    "</table>")
    assert document.text == ("表1\n2023年学位表\n学校 | 学位\n小学 | 初中\n清波学校 | 300 | 150\n树德学校 | 90\n")
    assert cells(document)[0] == [["2023年学位表"] * 3, ["学校", "学位", "学位"], ["学校", "小学", "初中"],
                                  ["清波学校", "300", "150"], ["树德学校", "90", "150"]]
    assert document.tables[0].header == 3


def test_read_html_fills_short_rows():
    document = read("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>")
    assert cells(document) == [[["甲", "乙"], ["丙", ""]]]


def test_read_html_takes_layout_tables_apart():
    document = read("<table><tr><td><h1>总结</h1><p>第一段</p><p>第二段</p></td></tr></table>"
                    "<table><tr><td>左</td><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>")
    assert document.text == "总结\n第一段\n第二段\n左\n甲 | 乙\n"
    assert cells(document) == [[["甲", "乙"]]]


def test_read_html_marks_the_page():
    document = read(
        "<div>当前位置:<a href=/>首页</a>&gt;<a href=/jyj>教育局</a></div>"
        "<table><tr><td>索引号:</td><td>510105/2023-1</td><td>发布机构:</td><td>青羊区教育局</td></tr></table>"
        "<ul><li><a href=1>机构职能</a><li><a href=2>通知公告</a><li><a href=3>政策解读</a></ul>"
        "<h1>工作总结</h1><p>新建幼儿园3所。</p><p><a href='x'>相关规定</a></p><div class='crumb'>栏目甲</div>"
        "<p>附件:1.<a href='/download/1'>青羊区民生实事</a></p><p><a href='a.docx'>附件1.docx</a></p>"
        "<footer><p>为民服务</p></footer>")
    assert furniture(document) == [
        "当前位置:首页>教育局", "索引号: | 510105/2023-1 | 发布机构: | 青羊区教育局", "机构职能", "通知公告",
        "政策解读", "栏目甲", "附件1.docx",
        "为民服务"]
    assert document.tables == ()
    assert document.metadata == Metadata(index_number="510105/2023-1", publisher="青羊区教育局")


def test_read_html_keeps_lists_of_linked_attachments():
    document = read("".join(f"<p><a href='/files/{n}.docx'>{n}.青羊区方案</a></p>" for n in range(1, 5)))
    assert document.furniture == ()


@pytest.mark.parametrize(("head", "metadata"), [
    ("<title> 工作总结_青羊区 </title>", Metadata(title="工作总结_青羊区")),
    ("<title>青羊区</title><meta name=ArticleTitle content='2023年工作总结'>", Metadata(title="2023年工作总结")),
    ("<meta NAME=contentsource content='区教育局'><meta name='PubDate' content='2022-05-09 10:30'>",
     Metadata(publisher="区教育局", published="2022-05-09")),
    ("<meta property='og:url' content='https://q.example/2'>", Metadata(url="https://q.example/2")),
    ("<link rel=canonical href='https://q.example/1'><meta property='og:url' content='https://q.example/2'>",
     Metadata(url="https://q.example/1")),
    ("<meta name=PubDate content=''><meta name=ContentSource>", Metadata()),
])
def test_read_html_reads_metadata_of_the_head(head, metadata):
    assert read("<p>新建幼儿园3所。</p>", head).metadata == metadata


def test_read_html_head_prevails_over_rows():
    document = read("<p>发布日期:2022-06-06 信息来源:区教育局</p>", "<meta name=PubDate content=2022-05-09>")
    assert document.metadata == Metadata(publisher="区教育局", published="2022-05-09")
