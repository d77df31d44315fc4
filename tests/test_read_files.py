import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import discover, read_bytes, read_file


def _zip(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return stream.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(("data", "name", "reason"), [
    (b"", "a.txt", "no text"),
    (b" \r\n\t ", "a.txt", "no text"),
    ("\ufeff \u3000\n".encode(), "a.txt", "no text"),
    (b"", "a.pdf", "no text"),
    (b"<html><body><script>x()</script></body></html>", "a.html", "no text"),
    (PNG, "a.txt", "picture"),
    (PNG, "a.html", "picture"),
    (_zip("a.txt"), "a.txt", "archive"),
    (_zip("word/document.xml"), "a.txt", r"Word document.*proper suffix"),
    (b"%PDF-1.7\n", "a.txt", r"PDF document.*proper suffix"),
    (OLE, "a.txt", "old Office"),
    (OLE, "a.docx", r"broken \.docx.*old Office"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    (b"text", "a.docx", r"broken \.docx: not a zip"),
    (b"PK\x03\x04cut off", "a.docx", r"broken \.docx.*damaged zip"),
    (_zip("a.txt"), "a.docx", r"broken \.docx.*no word/document\.xml"),
    (_zip("xl/workbook.xml"), "a.docx", r"broken \.docx.*spreadsheet"),
    (_zip("word/document.xml"), "a.docx", r"broken \.docx"),
    (b"text", "a.pdf", r"broken \.pdf"),
    (_zip("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"), "a.docx", "damaged zip"),
    (_zip("a.txt"), "a.zip", "archive"),
    (b"\x1f\x8b\x08" + bytes(20), "a.tar.gz", "archive"),
    (b"Rar!\x1a\x07\x00", "a.rar", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "a.7z", "archive"),
    (bytes(257) + b"ustar\x00", "a.tar", "archive"),
    (_zip("OFD.xml"), "a.ofd", "OFD"),
    (b"text\x00with\x01zeros" + bytes(9), "a.txt", "not text|encoding"),
    (b"\x01\x02\x03\x04 text", "a.txt", "control characters"),
])
def test_read_bytes_refuses_with_name_and_reason(data, name, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    assert caught.value.exit_status == 3


@pytest.mark.parametrize(("data", "name", "format"), [
    ("青羊区".encode(), "要点.txt", "txt"),
    ("青羊区".encode(), "要点.TXT", "txt"),
    ("青羊区".encode(), "要点", "txt"),
    ("青羊区".encode(), "v1.2 要点", "txt"),
    ("<p>青羊区".encode(), "要点.htm", "html"),
    ("\ufeff\n<!DOCTYPE html><p>青羊区".encode(), "要点.aspx", "html"),
    ("<!-- x --><HTML><p>青羊区".encode(), "要点", "html"),
    ("<p>青羊区</p>".encode(), "要点.txt", "txt"),
])
def test_read_bytes_decides_the_format(data, name, format):
    document = read_bytes(data, name)
    assert (document.format, document.name) == (format, name)
    assert document.digest == hashlib.sha256(data).hexdigest()


def test_read_file_names_the_document_without_its_folder(tmp_path):
    path = tmp_path / "要点.txt"
    path.write_bytes("青羊区\r\n".encode())
    assert read_file(path) == read_bytes("青羊区\r\n".encode(), "要点.txt")


def test_read_file_refuses_what_is_no_file(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path, reason in ((tmp_path / "none.txt", "no such file"), (tmp_path, "not a file"), (empty, "no text")):
        with pytest.raises(ReadError, match=reason) as caught:
            read_file(path)
        assert str(caught.value).startswith(f"{path}: ")


def test_read_file_refuses_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not a file"):
        read_file(tmp_path / "pipe.txt")


def test_discover_takes_documents_below_folders_and_named_files(tmp_path):
    for name in ("b/2.txt", "b/1.HTML", "a.docx", "c.pdf", "d.htm", "e.md", ".hidden.txt", ".git/x.txt",
                 "~$a.docx", "b/archive.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    below = [tmp_path / name for name in ("a.docx", "b/1.HTML", "b/2.txt", "c.pdf", "d.htm")]
    assert list(discover([tmp_path])) == below
    assert list(discover([tmp_path / "b", tmp_path / "b/2.txt"])) == below[1:3]
    named = [tmp_path / ".hidden.txt", tmp_path / "b/archive.zip", tmp_path / "e.md", tmp_path / "none.txt"]
    assert list(discover(reversed(named))) == named


def test_discover_does_not_follow_links_to_folders(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/1.txt").touch()
    (tmp_path / "a/loop").symlink_to(tmp_path, target_is_directory=True)
    assert list(discover([tmp_path])) == [tmp_path / "a/1.txt"]


def test_read_import_loads_neither_pypdf_nor_docx():
    code = "import sys, kg.read; sys.exit(bool({'pypdf', 'docx', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode == 0
