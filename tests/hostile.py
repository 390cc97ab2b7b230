"""Input that breaks what was not written with care: texts, numbers, days, choices, files, bodies and headers."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% now %}"
SQL = "'; DROP TABLE people_agent; -- \\' %s %% ) OR 1=1 /*"
TEXTS = (
    "",
    "   \t\r\n ",
    "\0",
    "pas\0poort",
    "\ud800 half of a pair \udfff",
    "x" * 300,
    "x" * 5_000,
    "woord " * 170_000,  # a megabyte
    "👩🏽‍🚀🧑‍🤝‍🧑 ﷽ 𝕊𝕥𝕒𝕕 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "\u202eab\u2066cd\u200f\u200b\ufeff\u2028",
    SCRIPT,
    SQL,
    "javascript:alert(1)",
    "//evil.example/%0d%0aSet-Cookie:x=1",
    '=HYPERLINK("http://evil.example")',
    "%00%ff%zz%u1234",
    "../../../../etc/passwd",
    "none",
    "\x01\x07\x1b[31m\x7f\x85",
    "((((((((((a+)+)+)+)+)+)+)+)+)!",
    "[]{}()<>:&|!*\\ <-> 'a':* & !b",
)
NUMBERS = (
    "-1", "0", "1e9", "9" * 5_000, "2147483648", "9223372036854775808", "-9223372036854775809", "NaN", "Infinity",
    "1_000", "0x10", "１２", "³", "1,5", "1.000,50", "-0.00000001", "1e-400", "1e4000", "twaalf",
)  # fmt: skip
DAYS = (
    "0000-00-00", "0001-01-01", "9999-12-31", "2023-02-29", "2024-02-29", "29-02-2023", "31-12-9999", "01-01-0001",
    "2026-13-01", "-2026-01-01", "2026-1-1", "99999-01-01", "2026-01-01T00:00:00+99:99", "morgen", "24:00", "25:61",
)  # fmt: skip
CHOICES = (
    "onbekend", "00000000-0000-0000-0000-000000000000", "b5e6-niet-een-uuid", "ffffffff-ffff-ffff-ffff-fffffffffffff",
    "__proto__", "None", "999999999999999999999", "on",
)  # fmt: skip
CURSORS = (
    "1000000000",
    "-1",
    "W10",
    "bnVsbA",
    "WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgMWU5OTld",
    "é",
    "AAAA====",
    "{}",
    "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0",  # a moment before the first year
    "Wyc5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwJywgMV0",
    "WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwIiwgMV0",  # one after the last
    "WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",
    "W1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tb",
)
DEADLY = ("\0", "9" * 5_000, "9999-12-31", "-1", "\ud800")  # what most often breaks, so every field gets it
EVERYTHING = tuple(dict.fromkeys((*TEXTS, *NUMBERS, *DAYS, *CHOICES, *CURSORS)))


def files() -> list[SimpleUploadedFile]:
    """Files that are not what they say."""
    return [
        SimpleUploadedFile("leeg.csv", b"", "text/csv"),
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
        SimpleUploadedFile("a.html", b"<script>alert(1)</script>", "text/html"),
        SimpleUploadedFile("a.pdf", b"MZ\x90\0\x03", "application/pdf"),
        SimpleUploadedFile("../../../a.pdf\0.html", b"%PDF-1.7<script>", "application/pdf"),
        SimpleUploadedFile("x" * 400 + ".docx", b"PK\x03\x04" + b"\0" * 100, "application/zip"),
        SimpleUploadedFile("a.csv", b"\xff\xfe\0\0;\"\n'\0", "text/csv"),
        SimpleUploadedFile("a.csv", b'titel;uitleg\n"' + b"x" * 200_000, "text/csv"),
        SimpleUploadedFile("a.json", b"[" * 100_000, "application/json"),
        SimpleUploadedFile("a.json", b'{"articles": [{"title": 1e999, "versions": null}, 7, "\\ud800"]}', "text/json"),
        SimpleUploadedFile("a.xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
        SimpleUploadedFile("a.xml", b"<a>" * 20_000, "text/xml"),
    ]


BODIES = (
    ("multipart/form-data", b"--x\r\n"),
    (MULTIPART_CONTENT, f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'.encode()),
    (MULTIPART_CONTENT, f"--{BOUNDARY}\r\nContent-Disposition: form-data; filename\r\n\r\n\r\n--{BOUNDARY}--".encode()),
    (MULTIPART_CONTENT, b"\xff" * 100),
    ("application/json", b'{"a": '),
    ("text/plain", b"\0\xff"),
    ("", b"a=b"),
    ("application/x-www-form-urlencoded; charset=does-not-exist", b"a=%ff"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=b&c"),
    ("application/x-www-form-urlencoded", b"&&&===%%%&a&=b&%00=%00"),
    ("application/x-www-form-urlencoded", b"a=1&" * 1_200),
)
HEADERS = (
    {"HX-Request": "true", "HX-Target": SCRIPT, "HX-Current-URL": "javascript:alert(1)", "HX-Trigger": "\x01"},
    {"HX-Request": "false", "HX-Current-URL": "http://[::1", "HX-Prompt-URI-AutoEncoded": "true", "HX-Prompt": "%ff"},
    {"HX-Boosted": "true", "HX-History-Restore-Request": "x", "HX-Trigger-Name": "é" * 500},
    {"HX-Request": "true", "Triggering-Event": "{" * 500, "Triggering-Event-URI-AutoEncoded": "true"},
    {"Last-Event-ID": SQL, "Range": "bytes=9-1,-,a", "If-Modified-Since": "gisteren", "If-None-Match": '"'},
    {"Accept-Language": "nl;q=x,*;q=9e999," + "a-" * 4_000, "Accept": "*/*;q=é", "Accept-Encoding": "gzip;q=-1"},
    {"X-Forwarded-For": "a, \x0b, 999.999.999.999, ::::", "X-Forwarded-Proto": "https, ftp", "X-Forwarded-Port": "é"},
    {"Authorization": "Bearer " + "é" * 300, "Referer": "http://[", "Origin": "null", "User-Agent": "\x01" * 3_000},
    {"Cookie": 'sessionid="; csrftoken=\0; =; messages=x:y:z', "X-CSRFToken": "x" * 9_000},
)
WORDS_IN_ADDRESSES = ("x", "-" * 3_000, "__proto__", "9" * 400, "a:b:c", "..", "%00", "\u202e", "'\"<x>", "0")
NUMBERS_IN_ADDRESSES = (0, 2**31, 2**63, 10**60)
