"""Letters and digits are found together and apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.latin_forms import latin_forms, letter_forms
from bot.text.search_form import tokens


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("COVID19", "COVID-19"),
        ("COVID-19", "COVID19"),
        ("GPT4", "GPT-4"),
        ("GPT-4", "GPT4"),
        ("PM2.5", "PM 2.5"),
        ("PM 2.5", "PM2.5"),
        ("5G", "5 G"),
        ("北京PM 2.5指数", "北京PM2.5指数"),
        ("H7N9", "H7-N9"),
        ("H7-N9", "H7N9"),
    ],
)
def test_a_name_is_known_with_and_without_what_parts_it(typed: str, printed: str) -> None:
    assert tokens(printed) in latin_forms(tokens(typed))


@pytest.mark.parametrize("text", ["", "氢能", "AI", "2024", "1 72", "open ai", "12-13"])
def test_two_words_or_two_numbers_stay_apart(text: str) -> None:
    assert latin_forms(tokens(text)) == ()


@given(st.text(alphabet="ab12氢- "))
def test_all_forms_have_the_same_characters(text: str) -> None:
    phrase = tokens(text)
    for form in latin_forms(phrase):
        assert "".join(form) == "".join(phrase)
        assert form != phrase


@pytest.mark.parametrize(
    ("typed", "printed"), [("Wi-Fi", "WiFi"), ("WiFi", "Wi Fi"), ("TikTok", "Tik Tok"), ("e-mail", "email")]
)
def test_letters_are_known_without_a_hyphen_and_parted_before_a_capital(typed: str, printed: str) -> None:
    assert printed in letter_forms(typed)


@pytest.mark.parametrize("text", ["", "氢能", "AI", "COVID-19", "OPEC", "2024-04-03"])
def test_other_texts_have_no_such_forms(text: str) -> None:
    assert letter_forms(text) == ()
