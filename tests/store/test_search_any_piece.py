"""The promise of the search: whatever piece of a stored text is typed, that text is among the matches."""

from pathlib import Path

from entry_samples import TurnedClock, make_entry
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.search.index import body_text
from bot.store.store import Store
from bot.text.search_form import tokens

ALPHABET = "河东书店開門乾隆發電臺灣氢能的一，。“”、 \n０１２３ab9XYéÉ㎡㈱ﬁ々〇𠮷ß"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_piece_of_a_text_that_breaks_no_word_is_found(
    tmp_path_factory: object, data: st.DataObject
) -> None:
    text = data.draw(st.text(alphabet=ALPHABET, min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text[start:end]
    # A Latin word or a number counts whole: UN is not found in UNICEF.
    whole = tokens(text[:start]) + tokens(piece) + tokens(text[end:]) == tokens(text)
    folder: Path = tmp_path_factory.mktemp("piece")  # type: ignore[attr-defined]
    with Store(folder / "test.db", TurnedClock()) as store:
        stored = store.entries.add(make_entry(None, text))
        result = store.search(piece)
        if whole and tokens(piece):
            assert [hit.entry for hit in result.hits] == [stored]
            [hit] = result.hits
            shown = hit.snippet.text.strip("…")
            assert shown in body_text(stored.article).replace("\n", " ")
            assert hit.snippet.matches
        elif not tokens(piece):
            assert result.total == 0
        assert store.check() == []
