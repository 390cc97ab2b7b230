"""What kind of file something is, by its content; a name or a browser's word is not believed."""

import io
import zipfile

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {PDF: "pdf", PNG: "png", JPEG: "jpg", DOCX: "docx", ODT: "odt"}
LARGEST = 10 * 1024 * 1024
_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MACROS = ("vbaProject.bin", "vbaData.xml", "Basic/", "Scripts/")


def kind_of_file(content: bytes) -> str | None:
    """The content type, or None for anything that is not a PDF, PNG, JPEG, DOCX or ODT without macros."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    return _kind_of_archive(content) if content.startswith(b"PK\x03\x04") else None


def safe_name(name: str, kind: str) -> str:
    """The file's own name without path or control characters, ending as its content says."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = bare.rsplit(".", 1)[0] if "." in bare.strip(".") else bare
    kept = "".join(letter for letter in stem if letter.isprintable() and letter not in '<>:"|?*;').strip(" .")
    return f"{kept[:120] or 'bijlage'}.{ENDINGS[kind]}"


def _kind_of_archive(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if any(marker in name for name in names for marker in _MACROS):
                return None
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return DOCX
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size < 200:
                return ODT if archive.read("mimetype").strip() == ODT.encode() else None
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ValueError):
        return None
    return None
