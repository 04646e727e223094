"""How near the summaries and keywords come to what people wrote, and how long they take.

    python tests/bench/summary.py [ARTICLES.jsonl]

A line of the file is an article: `{"text", "title", "reference", "source"}`, as `tests/bench/fit_summary.py`
tells. Prints, for every engine, for the opening sentences and for textrank4zh 0.3 as it is:

- S: the mean of ROUGE-1/2/L F1 against summaries by people; H: the share of the headline's characters that
  the summary has; both at 120 characters and three sentences;
- of the headline's content words, how many are among the ten keywords;
- milliseconds of this process for texts of 1,000, 5,000 and 20,000 characters, with keywords and facts.

Without a file only the times are measured, on a made-up text.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.summary import Summariser, SummaryOptions
from bot.summary.configuration import load_stop_words, load_topics
from bot.summary.document import content_words
from bot.summary.engines import ENGINES
from bot.text import words
from bot.text.sentences import split_sentences
from tests.bench.references import CONFIG, Pair, headline_recall, read_pairs, summary_f1

_CHARACTERS = 120
_SENTENCES = 3
_SIZES = (1_000, 5_000, 20_000)
_RUNS = 5
System = Callable[[str | None, str], tuple[str, Sequence[str]]]
"""From title and text to summary and keywords."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="?", help="without it, only times are measured")
    path = parser.parse_args().articles
    words.load(CONFIG / "userdict.txt")
    pairs: list[Pair] = []
    if path is None or not path.is_file():
        print(f"{path or 'no file of articles'}: not there, so S, H and keywords are not measured")
    else:
        pairs = [pair for pair in read_pairs(path) if pair.is_scored]
    text = "".join(pair.text for pair in pairs) or "".join(map(_made_up, range(2_000)))
    systems = {name: _engine(name) for name in ENGINES} | {"textrank4zh as it is": _bare_textrank()}
    print(
        f"{'':22}{'S':>7}{'H':>7}{'keywords %':>12}"
        + "".join(f"{f'{size:,}':>10}" for size in _SIZES)
        + " ms"
    )
    if pairs:
        print(f"{'opening sentences':22}" + _figures(_opening, pairs))
    times = {}
    for name, system in systems.items():
        figures = _figures(system, pairs) if pairs else " " * 26
        times[name] = [_milliseconds(system, text[:size]) for size in _SIZES]
        print(f"{name:22}{figures}" + "".join(f"{each:10.1f}" for each in times[name]), flush=True)
    ours, bare = times["coverage"], times["textrank4zh as it is"]
    print("coverage is faster: " + ", ".join(f"{b / a:.0f} times" for a, b in zip(ours, bare, strict=True)))
    print(f"20,000 characters take {ours[2] / ours[1]:.1f} times as long as 5,000")


def _figures(system: System, pairs: Sequence[Pair]) -> str:
    values: dict[str, list[float]] = {"S": [], "H": [], "keywords": []}
    for pair in pairs:
        summary, keywords = system(pair.title, pair.text)
        if pair.is_headline:
            values["H"].append(headline_recall(summary, pair.reference))
            values["keywords"].append(_keyword_recall(keywords, pair))
        else:
            values["S"].append(summary_f1(summary, pair.reference))
    return "{S:7.2f}{H:7.2f}{keywords:12.1f}".format(
        **{k: 100 * statistics.mean(v) for k, v in values.items()}
    )


def _keyword_recall(keywords: Sequence[str], pair: Pair) -> float:
    """The share of the headline's content words that stand in the keywords."""
    wanted = set(content_words(words.tag(pair.reference), pair.document.stop_words))
    found = [word for word in wanted if any(word in keyword for keyword in keywords)]
    return len(found) / max(1, len(wanted))


def _milliseconds(system: System, text: str) -> float:
    taken = []
    for _ in range(_RUNS):
        started = time.process_time()
        system(None, text)
        taken.append(time.process_time() - started)
    return 1000 * min(taken)


def _engine(name: str) -> System:
    summariser = Summariser(
        SummaryOptions(name, _CHARACTERS, _SENTENCES),
        load_topics(CONFIG / "topics.toml"),
        load_stop_words(CONFIG / "stopwords.txt"),
    )

    def summarise(title: str | None, text: str) -> tuple[str, Sequence[str]]:
        summary = summariser.summarise(title, text)
        return summary.text, summary.keywords

    return summarise


def _opening(title: str | None, text: str) -> tuple[str, Sequence[str]]:
    return "".join(split_sentences(text)[:_SENTENCES])[:_CHARACTERS], ()


def _bare_textrank() -> System:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import networkx  # noqa: PLC0415 - heavy
        from textrank4zh import TextRank4Keyword, TextRank4Sentence, util  # noqa: PLC0415
    # All that it needs to run at all: networkx 3 has another name for this.
    util.nx = SimpleNamespace(from_numpy_matrix=networkx.from_numpy_array, pagerank=networkx.pagerank)

    def summarise(title: str | None, text: str) -> tuple[str, Sequence[str]]:
        ranker: Any = TextRank4Sentence()
        ranker.analyze(text=text, lower=True)
        best = sorted(ranker.get_key_sentences(num=_SENTENCES), key=lambda each: each.index)
        of_words: Any = TextRank4Keyword()
        of_words.analyze(text=text, lower=True)
        keywords = [each.word for each in of_words.get_keywords(10, word_min_len=2)]
        return "。".join(each.sentence for each in best)[:_CHARACTERS], keywords

    return summarise


def _made_up(number: int) -> str:
    return (
        f"第{number}座灯塔今年换上了{number * 3}盏新灯，望海市渔港管理处的人周三去看了{number % 17}号码头。"
    )


if __name__ == "__main__":
    main()
