"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PageTooLarge, ReadingError, UnknownEncoding, UnreadableFile
from bot.reading.formats import PAGE_LIMIT, decode

TEXT = "本报讯 今天我市举行了春季招商大会，来自各地的企业家都到了。"
TRADITIONAL = "本報訊 今天我市舉行了春季招商大會，來自各地的企業家都到了。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_chinese_is_read_in_its_encodings(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_chinese_is_read(encoding):
    assert decode(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


def test_line_ends_become_one_kind():
    assert decode("甲\r\n乙\r丙\n".encode(), "a.txt") == "甲\n乙\n丙\n"


def test_a_broken_byte_at_the_end_is_forgiven():
    assert decode(TEXT.encode() + "尾".encode()[:2], "a.txt") == TEXT


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableFile, match=r"reading: could not read a\.txt: it is empty"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, bytes(range(256)) * 8, b"%PDF\x00\x01" * 99]
)
def test_a_binary_file_is_refused(data):
    with pytest.raises(UnreadableFile, match="it is not text"):
        decode(data, "a.bin")


def test_another_encoding_is_refused():
    with pytest.raises(UnknownEncoding, match="UTF-8, UTF-16, GB18030 and Big5"):
        decode("Où est passée la gare près d'ici, déjà fermée".encode("latin-1"), "a.txt")


def test_a_file_above_the_limit_is_refused():
    with pytest.raises(PageTooLarge, match="at most 4 MB"):
        decode(b"a" * (PAGE_LIMIT + 1), "a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data):
    try:
        assert isinstance(decode(data, "a.txt"), str)
    except ReadingError as error:
        assert "a.txt" in str(error)
