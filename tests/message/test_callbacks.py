import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import callbacks
from bot.message.callbacks import Callback, decode, encode
from bot.model import Sort


def test_what_a_button_sends_is_read_back():
    assert encode(callbacks.SEARCH, 12, 20, Sort.NEWEST) == "s:12:20:newest"
    assert decode("s:12:20:newest") == Callback("s", ("12", "20", "newest"))
    assert decode(encode(callbacks.TODAY)) == Callback("td")


@pytest.mark.parametrize("arguments", [("词",), ("a b",), ("a/b",), ("9" * 64,)])
def test_what_a_button_cannot_send_is_refused(arguments):
    with pytest.raises(ValueError, match="not a button's data"):
        encode(callbacks.OPEN, *arguments)


@pytest.mark.parametrize(
    "data", [None, "", ":", "O:1", "o:1 ", "o:词", "o:1\n", "123", "averylongverb:1", "o:" + "1" * 63]
)
def test_what_no_button_of_ours_sends_is_nothing(data):
    assert decode(data) is None


@given(st.text(max_size=80))
def test_any_data_is_either_nothing_or_comes_out_as_it_went_in(data):
    callback = decode(data)
    if callback is not None:
        assert encode(callback.verb, *callback.args) == data


def test_only_whole_numbers_of_bearable_length_are_numbers():
    callback = Callback("o", ("5", "-1", "", "1.5", "9" * 19, "x"))
    assert [callback.number(index) for index in range(7)] == [5, -1, None, None, None, None, None]


def test_no_two_verbs_are_the_same():
    verbs = [
        value
        for name, value in vars(callbacks).items()
        if name.isupper() and not name.startswith(("_", "SE"))
    ]
    assert len(verbs) == len(set(verbs))
