"""Small files for the tests of attachments, honest and hostile, written by the tests."""

import io
import struct
import zipfile
import zlib

from tests.registry.transfer.files import lying, repacked, workbook
from workflows.requests.file_kinds import LARGEST_FILE

TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODF = "application/vnd.oasis.opendocument."


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip whose first part is stored, the others packed, as office suites write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for place, (name, content) in enumerate(parts.items()):
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if place else zipfile.ZIP_STORED)
    return out.getvalue()


def types(main: str = f"{WORD}.main+xml") -> bytes:
    return f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode()


def docx(**more: bytes) -> bytes:
    """A text document with more parts; ``__`` in a name is a slash and the last ``_`` of it the dot."""
    named = {".".join(name.replace("__", "/").rsplit("_", 1)): content for name, content in more.items()}
    return zipped({TYPES: types(), "word/document.xml": b"<document>Charte</document>"} | named)


def rels(kind: str, target: str) -> bytes:
    link = f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{link}</Relationships>".encode()


def odf(kind: str, **more: bytes) -> bytes:
    parts = {"mimetype": f"{ODF}{kind}".encode(), "content.xml": b"<office/>"}
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xda\0\x08\1\1\0\0\x3f\0\xd2\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 16) + b"WEBPVP8L" + struct.pack("<I", 4) + b"\x2f\0\0\0"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
XLSX = workbook({"Plan": [["Semaine", "Sujet"], [1, "Chantiers"]]})


def other(number: int) -> bytes:
    """A PDF that is like no other number's."""
    return b"%%PDF-1.7\n%d\n%%%%EOF\n" % number


GOOD: dict[str, bytes] = {
    "Charte.pdf": PDF,
    "maquette.png": PNG,
    "photo.jpg": JPEG,
    "photo.JPEG": JPEG,
    "vignette.webp": WEBP,
    "charte.docx": docx(),
    "gabarit local.docx": docx(word___rels__settings_rels=rels("attachedTemplate", "file:///C:\\Gabarits\\poly.dotx")),
    "liens.docx": docx(word___rels__document_rels=rels("hyperlink", "https://www.example.org/")),
    "plan.xlsx": XLSX,
    "lettre.odt": odf("text"),
    "vide de macros.odt": odf("text", **{"Basic__script-lc.xml": b"<l/>", "Basic__Standard__script-lb.xml": b"<l/>"}),
    "budget.ods": odf("spreadsheet"),
    "notes.txt": "L’été à l’École, < 100 personnes\r\n".encode(),
    "public.csv": "\ufeffPublic;Nombre\nCégépiens;40\n".encode(),
}

BOMB = b"\0" * 3_000_000
# (name, bytes, some words of the sentence)
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "nothing in it": ("charte.pdf", b"", "vide"),
    "too large": ("photo.jpg", JPEG[:-2] + b"\0" * LARGEST_FILE + b"\xff\xd9", "5 Mo"),
    "no extension": ("charte", PDF, "Ce type"),
    "a program": ("logiciel.exe", b"MZ\x90\0", "Ce type"),
    "a program renamed": ("charte.pdf", b"MZ\x90\0" + b"\0" * 200, "faux nom"),
    "a program behind a reading mark": ("charte\u202efdp.exe", b"MZ\x90\0", "Ce type"),
    "a page": ("page.html", b"<!doctype html><script>alert(1)</script>", "Ce type"),
    "a PDF as a text": ("charte.txt", PDF, "Ce type"),
    "a page as a text": ("page.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><script>alert(1)</script>", "Ce type"),
    "a drawing": ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Ce type"),
    "a drawing as a picture": ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "faux nom"),
    "a drawing as a text": ("logo.csv", b"<svg onload='alert(1)'/>", "Ce type"),
    "a picture of another kind": ("photo.png", JPEG, "faux nom"),
    "a picture cut short": ("maquette.png", PNG[:-6], "faux nom"),
    "a picture with a wrong sum": ("maquette.png", PNG.replace(b"\x08\0", b"\x08\2", 1), "faux nom"),
    "a picture with more behind": ("maquette.png", PNG + b"<script>alert(1)</script>", "faux nom"),
    "a picture that is an archive too": ("photo.jpg", JPEG + docx() + b"\xff\xd9", "faux nom"),
    "a webp that says another length": ("v.webp", WEBP + b"more", "faux nom"),
    "an archive behind a PDF": ("charte.pdf", PDF + docx(), "faux nom"),
    "an archive before the end of a PDF": ("charte.pdf", PDF + docx() + b"\n%%EOF", "faux nom"),
    "a page before a PDF": ("charte.pdf", b"<script>alert(1)</script>" + PDF, "faux nom"),
    "a PDF within a document": ("charte.docx", zipped({"a.pdf": PDF, TYPES: types()}), "faux nom"),
    "a document behind something": ("charte.docx", b"GIF89a" + docx(), "faux nom"),
    "something behind a document": ("charte.docx", docx() + b"<script>", "faux nom"),
    "another archive": ("charte.docx", zipped({"a.txt": b"a"}), "faux nom"),
    "an archive without parts": ("charte.docx", b"PK\x03\x04" + zipped({}), "faux nom"),
    "a spreadsheet as a text": ("charte.docx", XLSX, "faux nom"),
    "a text as a spreadsheet": ("budget.ods", odf("text"), "faux nom"),
    "two kinds in one": ("charte.docx", zipped({TYPES: types(), "mimetype": b"x"}), "faux nom"),
    "a document with a password": ("charte.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mot de passe"),
    "a bomb": ("charte.docx", docx(word__media__image1_bin=BOMB), "démesuré"),
    "a bomb that lies": ("plan.xlsx", lying(XLSX, "xl/media/a.png", BOMB), "démesuré"),
    "a thousand parts": ("plan.xlsx", repacked(XLSX, {f"xl/media/{n}.png": b"" for n in range(1000)}), "démesuré"),
    "macros": ("charte.docx", docx(word__vbaProject_bin=b"\xd0\xcf"), "macros"),
    "macros by their type": ("c.docx", zipped({TYPES: types("vnd.ms-word.document.macroEnabled.main+xml")}), "macros"),
    "macros under another name": ("c.docx", docx(word___rels__document_rels=rels("vbaProject", "x.png")), "macros"),
    "macros behind veiled letters": ("c.docx", docx(word___rels__document_rels=rels("vbaProjec&#116;", "x.png")), "faux nom"),
    "a document named after its macros": ("charte.docm", docx(word__vbaProject_bin=b""), "Ce type"),
    "an old macro sheet": ("plan.xlsx", repacked(XLSX, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros"),
    "a control": ("charte.docx", docx(word__activeX__activeX1_xml=b"<x/>"), "macros"),
    "a packaged program": ("charte.docx", docx(word__embeddings__oleObject1_bin=b"\xd0\xcf"), "macros"),
    "a template from elsewhere": (
        "charte.docx",
        docx(word___rels__settings_rels=rels("attachedTemplate", "https://evil.example/a.dotm")),
        "macros",
    ),
    "a template from a neighbour": (
        "charte.docx",
        docx(word___rels__settings_rels=rels("attachedTemplate", "file:///\\\\evil\\a.dotm")),
        "macros",
    ),
    "Basic": ("lettre.odt", odf("text", **{"Basic__Standard__Module1.xml": b"<m/>"}), "macros"),
    "Python": ("lettre.odt", odf("text", **{"Scripts__python__a.py": b"import os"}), "macros"),
    "letters of no Unicode": ("notes.txt", "été".encode("cp1252"), "UTF-8"),
    "two-byte letters": ("notes.csv", "a;b\n".encode("utf-16"), "UTF-8"),
    "control characters": ("notes.txt", b"a\x1b[31mb", "UTF-8"),
}  # fmt: skip
