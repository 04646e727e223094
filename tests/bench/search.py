"""Measures the search against FTS5 trigram, plain FTS5 bm25 over jieba's words, and tantivy, in one run.

    python tests/bench/search.py ARTICLES.jsonl [--articles 100000] [--queries 200]

Articles are made by recombining the sentences of the given JSON lines ({"title", "text"}). Each engine gives
the first ten with their headlines; times are warm, in milliseconds. tantivy is needed by this bench alone
and in no lock: `pip install tantivy` beside the rest; without it its column is left out. A million articles
(`--articles 1000000`) take long to make.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.model import Article, Entry, Kind, Status
from bot.store.store import Store
from bot.text.sentences import split_sentences
from bot.text.words import segment

Engine = Callable[[str], object]
SENTENCES = 8
PASSES = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200, help="of each class")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.file.open(encoding="utf-8")]
    titles = [line["title"] for line in lines if line["title"]]
    sentences = [sentence for line in lines for sentence in split_sentences(line["text"])]
    with tempfile.TemporaryDirectory() as folder:
        engines = dict(_engines(Path(folder), lambda: recombined(titles, sentences, options.articles)))
        for name, queries in classes(titles, sentences, options.queries).items():
            print(name, *(f"{engine}: {measured(ask, queries)}" for engine, ask in engines.items()), sep="  ")


def recombined(titles: list[str], sentences: list[str], number: int) -> Iterator[tuple[str, list[str]]]:
    """Articles of a title and some sentences, always the same ones."""
    dice = random.Random(5)
    for _ in range(number):
        yield dice.choice(titles), [dice.choice(sentences) for _ in range(dice.randint(2, 2 * SENTENCES - 2))]


def classes(titles: list[str], sentences: list[str], number: int) -> dict[str, list[str]]:
    """Queries by what they are like."""
    dice = random.Random(7)
    words = Counter(
        word for text in dice.sample(sentences, min(20_000, len(sentences))) for word in set(words_of(text))
    )
    han = [word for word, _ in words.most_common() if word.isalpha() and not word.isascii()]
    long = [word for word in han if len(word) >= 3]
    several = [
        " ".join(found)
        for title in titles
        if len(found := [w for w in words_of(title) if len(w) > 1][:3]) > 1
    ]
    return {
        "common words of 3 and more": long[:number],
        "common words of 2": [word for word in han if len(word) == 2][:number],
        "rare words": dice.sample(long[len(long) // 2 :], min(number, len(long) // 2)),
        "several words": dice.sample(several, min(number, len(several))),
        "one character": sorted({word for word in han if len(word) == 1})[:number],
        "pieces": [text[2:8] for text in dice.sample(sentences, number) if len(text) > 8],
        "pasted 300": ["".join(dice.sample(sentences, 12))[:300] for _ in range(min(20, number))],
    }


@cache
def words_of(text: str) -> list[str]:
    """The words of a sentence or title, taken apart once."""
    return [word for word in segment(text) if word.strip() and word.isalnum()]


def measured(ask: Engine, queries: list[str]) -> str:
    """The times over all queries, of each the best of some passes: other work of the machine is left out."""
    best = [float("inf")] * len(queries)
    for _ in range(PASSES):
        for place, query in enumerate(queries):
            began = time.perf_counter()
            ask(query)
            best[place] = min(best[place], (time.perf_counter() - began) * 1000)
    best.sort()
    return f"p50 {best[len(best) // 2]:.2f} p95 {best[int(len(best) * 0.95)]:.2f}"


def _engines(
    folder: Path, articles: Callable[[], Iterator[tuple[str, list[str]]]]
) -> Iterator[tuple[str, Engine]]:
    for name, make in (
        ("baozhai", _baozhai),
        ("trigram", _trigram),
        ("jieba bm25", _words),
        ("tantivy", _tantivy),
    ):
        began = time.perf_counter()
        try:
            engine = make(folder, articles())
        except ImportError:
            print(f"{name} is not installed")
            continue
        print(f"{name}: indexed in {time.perf_counter() - began:.1f} s", flush=True)
        yield name, engine


def _baozhai(folder: Path, articles: Iterator[tuple[str, list[str]]]) -> Engine:
    store = Store(folder / "baozhai.db", lambda: datetime(2024, 4, 3, tzinfo=UTC))
    with store.in_bulk():
        store.entries.add_many(
            Entry(Article(str(number), Kind.NEWS, title, ("".join(text),)), status=Status.PUBLISHED)
            for number, (title, text) in enumerate(articles)
        )
    return store.headlines


def _fts(folder: Path, name: str, tokenizer: str, rows: Iterator[tuple[str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / f"{name}.db")
    connection.execute(f"create virtual table texts using fts5 (title, body, tokenize = '{tokenizer}')")
    connection.executemany("insert into texts values (?, ?)", rows)
    connection.commit()
    return connection


_ASK = "select rowid, title from texts where texts match ? order by bm25(texts, 8, 1) limit 10"


def _trigram(folder: Path, articles: Iterator[tuple[str, list[str]]]) -> Engine:
    connection = _fts(folder, "trigram", "trigram", ((title, "".join(text)) for title, text in articles))
    return lambda query: connection.execute(
        _ASK, [" ".join(f'"{word}"' for word in query.split())]
    ).fetchall()


def _words(folder: Path, articles: Iterator[tuple[str, list[str]]]) -> Engine:
    rows = (
        (" ".join(words_of(title)), " ".join(word for sentence in text for word in words_of(sentence)))
        for title, text in articles
    )
    connection = _fts(folder, "words", "unicode61", rows)
    return lambda query: connection.execute(
        _ASK, [" ".join(f'"{word}"' for word in words_of(query)) or '""']
    ).fetchall()


def _tantivy(folder: Path, articles: Iterator[tuple[str, list[str]]]) -> Engine:
    import tantivy  # noqa: PLC0415 - for this bench alone

    schema = tantivy.SchemaBuilder()
    for field in ("title", "body"):
        schema.add_text_field(field, stored=True, tokenizer_name="whitespace")
    built = schema.build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(built, path=str(folder / "tantivy"))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for title, text in articles:
        body = " ".join(word for sentence in text for word in words_of(sentence))
        writer.add_document(tantivy.Document(title=" ".join(words_of(title)), body=body))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        terms = [
            (
                tantivy.Occur.Must,
                tantivy.Query.boolean_query(
                    [
                        (tantivy.Occur.Should, tantivy.Query.term_query(built, field, word))
                        for field in ("title", "body")
                    ]
                ),
            )
            for word in words_of(query)
        ]
        asked = tantivy.Query.boolean_query(terms)
        return [searcher.doc(address)["title"] for _, address in searcher.search(asked, 10).hits]

    return ask


if __name__ == "__main__":
    main()
