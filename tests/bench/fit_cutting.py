"""Fit the weights of `bot/reading/weights.tsv`, and say how well they do on pages that they do not know.

    python tests/bench/fit_cutting.py REAL_FOLDER [--pages FOLDER] [--folds 5] [--design crf] [--write]

REAL_FOLDER holds pages and their `truth.json`, as `eval/real/dev` does; FOLDER pages whose truth tells the
part of every line, as `eval/pages/dev` does. Pages that are made up by `tests/reading/made_pages.py` and
`made_kinds.py` are added, of numbers that no test reads. With `--folds`, each page is read with weights that
were fitted without any of its layouts, and its articles are written into `--out` as `split` would, for the
scorer beside the pages; the confidence is fitted to what came out, and judged on pages that it does not know.
With `--write` the weights fitted on all pages go into the package. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))
sys.path.insert(0, str(Path(__file__).parents[2]))

from made_kinds import Printed, make_kinds
from made_pages import make_page

from bot.interchange.entries import article_to_json
from bot.reading import confidence, cutting
from bot.reading.documents import read_document
from bot.reading.features import Seen, observe
from bot.reading.formats.plain_text import decode
from bot.reading.grammar import OPENING, Kind, Place, Reading, State, closing, steps
from bot.reading.page import columns_of
from bot.reading.tokens import Sort, Token
from bot.reading.traditional import is_traditional, simplified
from bot.reading.weights import read_weights

_ROOT = Path(__file__).parents[2]

_FIRST_MADE = 1000
"""The tests read the made pages with lower numbers."""

_OF_COLUMNS, _OF_BELOW = 2.0, 1.0
"""What pages in columns count, which are few, and those with headlines below their texts."""

_JUDGED = 60
"""Made pages a fold of which the confidence learns."""

_READINGS = list(Reading)
_AT = {reading: place for place, reading in enumerate(_READINGS)}
_HEADS = {Reading.HEADLINE, Reading.HEADLINE_MORE}
_BYLINES = {Reading.BYLINE, Reading.BYLINE_ENDS, Reading.BYLINE_OPENS}
_WITHIN = frozenset(Reading) - OPENING
_ANY = frozenset(Reading)


@dataclass(frozen=True)
class Example:
    """A page: what is seen of its tokens, and what each of them may be by the truth."""

    group: str
    seen: Sequence[Seen]
    gold: Sequence[frozenset[str]]
    weight: float = 1.0


def plain(text: str | None) -> str:
    return re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text or ""))


# ------------------------------------------------------------------------------------------ truth


def real_pages(folder: Path) -> Iterator[tuple[str, dict[str, str], Sequence[Any]]]:
    """Every page with its text in its own layouts and in those of `_LAYOUTS`, and its articles."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    groups: dict[str, dict[str, str]] = {}
    for name in truth:
        group, layout, _ = name.rsplit(".", 2)
        groups.setdefault(group, {})[layout] = decode((folder / name).read_bytes(), name)
    for group, texts in groups.items():
        articles = next(page for name, page in truth.items() if name.startswith(group + "."))["articles"]
        lines = _lines_of(texts)
        more = {layout: _set(lines, layout) for layout in _LAYOUTS if layout not in texts}
        yield group, texts | more, articles


def real_examples(folder: Path) -> list[Example]:
    examples = []
    for group, texts, articles in real_pages(folder):
        for text in texts.values():
            simple = simplified if is_traditional(text) else str
            tokens = columns_of(text)
            examples.append(Example(group, observe(tokens), _gold_of_real(tokens, articles, simple)))
    return examples


_LAYOUTS = {
    "plain": (0, 0, 0, 0),
    "indent": (1, 0, 0, 0),
    "indent_gap": (1, 1, 0, 0),
    "gap": (0, 1, 0, 0),
    "blank": (0, 1, 1, 0),
    "wrap": (1, 0, 0, 19),
    "wrap_gap": (1, 1, 0, 21),
    "indent_blank": (1, 1, 1, 0),
    "wide_gap": (0, 2, 1, 0),
    "wide_wrap": (1, 1, 0, 28),
}
"""Whether bodies are indented, blank lines between articles and between all lines, characters of a line."""


def _lines_of(texts: dict[str, str]) -> list[tuple[str, bool, bool]]:
    """The paragraphs and headings of a page: each with whether it is indented, and whether it begins an
    article."""
    deep = texts.get("indent") or texts["indent_gap"]
    gaps = (texts.get("gap") or texts["indent_gap"]).split("\n")
    opens = [index == 0 or not gaps[index - 1].strip() for index, line in enumerate(gaps) if line.strip()]
    lines = [line for line in deep.split("\n") if line.strip()]
    return [(line.strip(), line[0].isspace(), begins) for line, begins in zip(lines, opens, strict=True)]


def _set(lines: Sequence[tuple[str, bool, bool]], layout: str) -> str:
    indents, between, everywhere, width = _LAYOUTS[layout]
    rows: list[str] = []
    for text, deep, opens in lines:
        if rows:
            rows += [""] * max(between if opens else 0, everywhere)
        line = "\u3000\u3000" + text if deep and indents else text
        step = width if width and deep else len(line)
        rows += [line[start : start + step] for start in range(0, len(line), step)]
    return "\n".join(rows) + "\n"


def _gold_of_real(tokens: Sequence[Token], articles: Sequence[Any], simple: Any) -> list[frozenset[str]]:
    parts = [
        {
            key: [plain(simple(text)) for text in article[key]]
            for key in ("head", "byline", "subheads", "captions", "body")
        }
        for article in articles
    ]
    gold: list[frozenset[str]] = []
    at, opened = 0, -1
    told = -1
    for token in tokens:
        text = plain(token.text)
        if (
            told == at
            and at + 1 < len(parts)
            and text in parts[at + 1]["head"]
            and _part(text, parts[at]) == "head"
        ):
            at += 1
        place, part = next(
            (
                (number, part)
                for number in range(at, min(at + 4, len(articles)))
                if (part := _part(text, parts[number]))
                and not (number > at and part in ("byline", "captions", "subheads"))
            ),
            (at, None),
        )
        if part is None:
            gold.append(_WITHIN if len(text) < 30 else _ANY)
            continue
        at = place
        told = place if part == "body" else told
        first = opened != place
        opened = place
        gold.append(_readings(token, part, first, articles[place]["kind"], bool(parts[place]["head"])))
    return gold


def _part(text: str, article: dict[str, list[str]]) -> str | None:
    if not text:
        return None
    joined = "".join(article["head"])
    if text in article["head"] or (len(text) >= 5 and text in joined and text not in article["body"]):
        return "head"
    for key in ("byline", "subheads", "captions"):
        if text in article[key]:
            return key
    for body in article["body"]:
        if text == body or (len(text) > 16 and (text[-16:] in body or body[-16:] in text)):
            return "body"
    for caption in article["captions"]:
        if len(text) > 10 and (text[:10] in caption or caption[-12:] in text):
            return "captions"
    if any(len(text) > 3 and text in subhead for subhead in article["subheads"]):
        return "subheads"
    return None


_SOURCE = re.compile(r"记者|来源|通讯员|社电|编辑|\d年\d+月\d+日$")


def _readings(token: Token, part: str, first: bool, kind: str, headed: bool) -> frozenset[str]:
    if token.sort is Sort.CAPTION:
        return frozenset({Reading.CAPTION})
    if kind == "p":
        if part == "head":
            return frozenset({Reading.PICTURES} if first else {Reading.CAPTION})
        return frozenset({Reading.CAPTION, Reading.BARE} if first else {Reading.CAPTION})
    if part == "head":
        return frozenset({Reading.HEADLINE} if first else {Reading.HEADLINE_MORE})
    if part == "captions":
        return frozenset({Reading.CAPTION})
    if first and not headed:
        return frozenset({Reading.BARE, Reading.BYLINE_OPENS, Reading.MARK_OPENS})
    if part == "byline" or token.sort is Sort.BYLINE:
        return frozenset({Reading.BYLINE, Reading.BYLINE_ENDS})
    if part == "subheads" and not _SOURCE.search(token.text):
        return frozenset({Reading.SUBHEAD, Reading.SUBHEAD_MORE})
    if part == "subheads":
        return _WITHIN - _HEADS
    return frozenset({Reading.BODY})


def page_examples(folder: Path) -> list[Example]:
    examples = []
    for path in sorted(folder.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        tokens = columns_of(decode(path.with_suffix(".txt").read_bytes(), path.name))
        roles = {entry["line"]: (entry["id"], entry["role"]) for entry in page["line_map"]}
        examples.append(Example(path.stem, observe(tokens), _gold_of_lines(tokens, roles), _OF_COLUMNS))
    return examples


def _gold_of_lines(tokens: Sequence[Token], roles: dict[int, tuple[str, str]]) -> list[frozenset[str]]:
    gold: list[frozenset[str]] = []
    opened: set[str] = set()
    bodies: set[str] = set()
    for token in tokens:
        article, role = roles.get(token.numbers[0], (None, ""))
        if article is None or article == "noise":
            gold.append(frozenset({Reading.NOISE}) if article == "noise" else _WITHIN)
            continue
        first = article not in opened
        opened.add(article)
        gold.append(_by_role(token, role, first, article in bodies))
        if role == "body":
            bodies.add(article)
    return gold


def _by_role(token: Token, role: str, first: bool, told: bool) -> frozenset[str]:
    if token.sort is Sort.CAPTION:
        return frozenset({Reading.CAPTION})
    if token.sort in (Sort.FROM, Sort.TO, Sort.SIGNATURE):
        return frozenset({Reading.MARK_OPENS, Reading.MARK} if first else {Reading.MARK})
    if role == "headline" or role == "subheadline":
        if first:
            return frozenset({Reading.HEADLINE})
        return frozenset({Reading.AFTER, Reading.HEADLINE_MORE} if told else {Reading.HEADLINE_MORE})
    if role == "subhead":
        return frozenset({Reading.SUBHEAD, Reading.SUBHEAD_MORE})
    if token.sort is Sort.BYLINE or role == "byline":
        return frozenset({Reading.BYLINE_OPENS} if first else {Reading.BYLINE, Reading.BYLINE_ENDS})
    if role in ("caption", "credit"):
        return frozenset({Reading.CAPTION}) if role == "caption" else _WITHIN
    return frozenset({Reading.BARE} if first else {Reading.BODY})


def made_examples(count: int) -> list[Example]:
    return [
        Example(f"made {seed}", observe(tokens), gold, _OF_BELOW if make_page(seed).habit.head_below else 1.0)
        for seed in range(_FIRST_MADE, _FIRST_MADE + count)
        for tokens, gold in [_made(seed)]
    ]


def _made(seed: int) -> tuple[list[Token], list[frozenset[str]]]:
    page = make_page(seed)
    tokens = columns_of(page.text)
    owners: list[tuple[int, str] | None] = []
    at = 0
    for token in tokens:
        text = plain(token.text)
        found = None
        for number in range(at, len(page.stories)):
            story = page.stories[number]
            if story.headline and text == plain(story.headline):
                found = (number, "headline")
            elif story.subhead and text == plain(story.subhead[0]):
                found = (number, "subhead")
            elif any(
                text == plain(each) or (len(text) > 5 and (text in plain(each) or plain(each)[-10:] in text))
                for each in story.paragraphs
            ):
                found = (number, "body")
            if found:
                at = number
                break
        owners.append(found)
    gold: list[frozenset[str]] = []
    seen: set[int] = set()
    told: set[int] = set()
    for index, (token, owner) in enumerate(zip(tokens, owners, strict=True)):
        if owner is None:
            below = next((each for each in owners[index + 1 :] if each), None)
            above = next((each for each in owners[:index][::-1] if each), None)
            leads = token.sort in (Sort.BYLINE, Sort.FROM) and below and below[0] not in seen
            if leads and below and not (above and above[1] == "headline" and above[0] not in told):
                seen.add(below[0])
                gold.append(frozenset({Reading.BYLINE_OPENS, Reading.MARK_OPENS}))
            elif token.sort in (Sort.HEADING, Sort.PARAGRAPH):
                gold.append(frozenset({Reading.NOISE, Reading.MARK}))
            elif token.sort is Sort.BYLINE:
                gold.append(frozenset({Reading.BYLINE, Reading.BYLINE_ENDS}))
            else:
                gold.append(_WITHIN)
            continue
        number, role = owner
        gold.append(_by_role(token, role, number not in seen, number in told))
        seen.add(number)
        if role == "body":
            told.add(number)
    return tokens, gold


def kinds_examples(count: int) -> list[Example]:
    return [
        Example(f"kinds {seed}", observe(tokens), gold)
        for seed in range(_FIRST_MADE, _FIRST_MADE + count)
        for tokens, gold in [_kinds(seed)]
    ]


def _kinds(seed: int) -> tuple[list[Token], list[frozenset[str]]]:
    page = make_kinds(seed)
    tokens = columns_of(page.text)
    gold: list[frozenset[str]] = []
    for token in tokens:
        found = page.readings.get(token.numbers[0], _WITHIN)
        if token.sort is Sort.CAPTION:
            found = frozenset({Reading.CAPTION})
        elif token.sort is Sort.BYLINE:
            found = frozenset({Reading.BYLINE, Reading.BYLINE_ENDS})
        gold.append(found)
    return tokens, gold


# ------------------------------------------------------------------------------------------ model


class Lattice:
    """The steps of the grammar as arrays."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.states: dict[State, int] = {State(Place.START): 0}
        self.costs: dict[str, int] = {}
        kinds = list(kinds)
        queue = [State(Place.START)]
        found: dict[Kind, list[tuple[int, int, int, int, int]]] = {kind: [] for kind in kinds}
        while queue:
            state = queue.pop()
            for kind in kinds:
                for step in steps(state, kind):
                    if step.state not in self.states:
                        self.states[step.state] = len(self.states)
                        queue.append(step.state)
                    names = [self._cost(name) for name in step.costs]
                    found[kind].append(
                        (
                            self.states[state],
                            self.states[step.state],
                            _AT[Reading(step.reading)],
                            names[0],
                            names[1],
                        )
                    )
        self.tables = {kind: np.array(rows, dtype=np.int64).T for kind, rows in found.items()}
        self.closing = np.array([self._cost(closing(state)) for state in self.states])

    def _cost(self, name: str) -> int:
        return self.costs.setdefault(name, len(self.costs))


class Model:
    """A conditional random field over the lattice, with Adam for its weights."""

    def __init__(self, examples: Sequence[Example], penalty: float) -> None:
        counts = Counter(
            feature for example in examples for feature in {f for seen in example.seen for f in seen.features}
        )
        self.features = {name: n for n, name in enumerate(sorted(f for f, c in counts.items() if c >= 4))}
        kinds = sorted({seen.kind for example in examples for seen in example.seen}, key=str)
        self.lattice = Lattice(kinds)
        self.observed = np.zeros((len(self.features), len(_READINGS)))
        self.stepped = np.zeros(len(self.lattice.costs))
        self.penalty = penalty

    def fit(self, examples: Sequence[Example], rounds: int, rate: float = 0.12) -> None:
        rows = [self._rows(example) for example in examples]
        first = [np.zeros_like(self.observed), np.zeros_like(self.stepped)]
        second = [np.zeros_like(self.observed), np.zeros_like(self.stepped)]
        dice = random.Random(7)
        order = list(range(len(examples)))
        count = 0
        total = sum(example.weight for example in examples)
        average = [np.zeros_like(self.observed), np.zeros_like(self.stepped)]
        kept = 0
        for turn in range(rounds):
            dice.shuffle(order)
            loss = 0.0
            for start in range(0, len(order), 8):
                batch = order[start : start + 8]
                grads = [np.zeros_like(self.observed), np.zeros_like(self.stepped)]
                weight = 0.0
                for number in batch:
                    loss += self._gradient(examples[number], rows[number], grads)
                    weight += examples[number].weight
                count += 1
                step = rate * (0.5 * (1 + np.cos(np.pi * turn / rounds)))
                for place, values in enumerate((self.observed, self.stepped)):
                    grad = grads[place] / weight + self.penalty * values / total * 1.0
                    first[place] = 0.9 * first[place] + 0.1 * grad
                    second[place] = 0.99 * second[place] + 0.01 * grad**2
                    speed = np.sqrt(second[place] / (1 - 0.99**count)) + 1e-6
                    values[...] = values - step * first[place] / (1 - 0.9**count) / speed
                if turn >= rounds - 3:
                    average[0] += self.observed
                    average[1] += self.stepped
                    kept += 1
            print(f"  round {turn + 1}: {loss:.1f}", file=sys.stderr)
        self.observed, self.stepped = average[0] / kept, average[1] / kept

    def _rows(self, example: Example) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        rows = []
        for seen, gold in zip(example.seen, example.gold, strict=True):
            ids = np.array([self.features[f] for f in seen.features if f in self.features], dtype=np.int64)
            table = self.lattice.tables[seen.kind]
            allowed = np.array([reading in gold for reading in _READINGS])[table[2]]
            if not allowed.any():
                allowed = np.array([reading == Reading.BODY for reading in _READINGS])[table[2]]
            if not allowed.any():
                allowed[:] = True
            rows.append((ids, table, allowed))
        return rows

    def _gradient(self, example: Example, rows: Sequence[Any], grads: list[np.ndarray]) -> float:
        scores = [
            -(self.observed[ids].sum(0)[table[2]] + self.stepped[table[3]] + self.stepped[table[4]])
            for ids, table, _ in rows
        ]
        free, of_free = self._expect(rows, scores, None)
        bound, of_bound = self._expect(rows, scores, [allowed for *_, allowed in rows])
        if not np.isfinite(bound):
            return 0.0
        for (ids, table, _), is_free, is_bound in zip(rows, of_free[:-1], of_bound[:-1], strict=True):
            change = (is_bound - is_free) * example.weight
            by_reading = np.bincount(table[2], change, len(_READINGS))
            np.add.at(grads[0], ids, by_reading)
            np.add.at(grads[1], table[3], change)
            np.add.at(grads[1], table[4], change)
        np.add.at(grads[1], self.lattice.closing, (of_bound[-1] - of_free[-1]) * example.weight)
        return (free - bound) * example.weight

    def _expect(
        self, rows: Sequence[Any], scores: Sequence[np.ndarray], masks: Sequence[np.ndarray] | None
    ) -> tuple[float, list[np.ndarray]]:
        """The logarithm of the sum over all paths, and how often each step is on them."""
        size = len(self.lattice.states)
        alpha = np.zeros(size)
        alpha[0] = 1.0
        alphas, weights, log = [alpha], [], 0.0
        for place, ((_, table, _), score) in enumerate(zip(rows, scores, strict=True)):
            top = score.max()
            weight = np.exp(score - top)
            if masks is not None:
                weight = weight * masks[place]
            weights.append(weight)
            alpha = np.bincount(table[1], alphas[-1][table[0]] * weight, size)
            norm = alpha.sum()
            if norm <= 0:
                return -np.inf, []
            alphas.append(alpha / norm)
            log += np.log(norm) + top
        end = np.exp(-self.stepped[self.lattice.closing])
        closed = alphas[-1] * end
        log += np.log(closed.sum())
        expected = [closed / closed.sum()]
        beta = end / closed.sum()
        for place in range(len(rows) - 1, -1, -1):
            table = rows[place][1]
            flow = alphas[place][table[0]] * weights[place] * beta[table[1]]
            total = flow.sum()
            expected.append(flow / total)
            beta = np.bincount(table[0], weights[place] * beta[table[1]], size) / total
        return log, expected[::-1]

    def lines(self, least: float = 0.02) -> list[str]:
        """The weights as the package reads them."""
        found = ["# Fitted by tests/bench/fit_cutting.py: what is seen, the reading, what it costs."]
        for name, row in self.features.items():
            found += [
                f"{name}\t{reading}\t{self.observed[row, place]:.2f}"
                for place, reading in enumerate(_READINGS)
                if abs(self.observed[row, place]) >= least
            ]
        found += [
            f"step\t{name}\t{self.stepped[place]:.2f}"
            for name, place in sorted(self.lattice.costs.items())
            if abs(self.stepped[place]) >= least
        ]
        return found


# ------------------------------------------------------------------------------------- confidence


@dataclass(frozen=True)
class Judged:
    """An article with what speaks for and against it, and whether it is right."""

    page: str
    group: str
    name: str
    signs: tuple[str, ...]
    right: bool


def judge(text: str, name: str, group: str, articles: Sequence[Any]) -> list[Judged]:
    """Judge what the cutter makes of a real page, as the scorer of `eval/real` does."""
    simple = simplified if is_traditional(text) else str
    truth = [
        (
            "".join(sorted(bare_head("".join(plain(simple(head)) for head in article["head"])))),
            "".join(plain(simple(head)) for head in article["head"]),
            [each for each in (plain(simple(body)) for body in article["body"]) if len(each) >= 12],
            article["kind"] in ("p", "b"),
        )
        for article in articles
    ]
    found = cutting.articles_of(cutting.read(columns_of(text)))
    judged = []
    for readings, signs in zip(found, cutting.signs_of_page(found), strict=True):
        cut = cutting.cuts_of(readings)[0]
        if cut.pictures or not any(token.sort is Sort.PARAGRAPH for token in cut.body):
            continue
        body = "".join(plain(token.text) for token in cut.body)
        head = "".join(sorted(bare_head("".join(plain(token.text) for token in cut.head))))
        owners = [
            number for number, (_, _, texts, _) in enumerate(truth) if any(_has(each, body) for each in texts)
        ]
        eats = any(len(printed) >= 6 and printed in body for _, printed, _, _ in truth)
        right = len(owners) == 1 and not eats and (truth[owners[0]][0] == head or truth[owners[0]][3])
        judged.append(Judged(f"{group}.{name}", group, name, signs, right))
    return judged


def judge_made(fold: int) -> list[Judged]:
    """Judge pages that are made up and were not fitted on."""
    judged = []
    first = 4 * _FIRST_MADE + fold * _JUDGED
    for seed in range(first, first + _JUDGED):
        page = make_page(seed)
        stories = [
            {
                "head": [story.headline] if story.headline else [],
                "body": story.paragraphs,
                "kind": "n" if story.headline else "b",
            }
            for story in page.stories
        ]
        judged += judge(page.text, "made", f"made {seed}", stories)
        kinds = make_kinds(seed)
        judged += judge(kinds.text, "kinds", f"kinds {seed}", [_truth_of(piece) for piece in kinds.pieces])
    return judged


def _truth_of(piece: Sequence[Printed]) -> dict[str, Any]:
    head = [each.text for each in piece if each.readings & {"headline", "headline_more", "after"}]
    body = [each.text for each in piece if each.readings & {"body", "bare"}]
    return {"head": head, "body": body, "kind": "n" if head else "b"}


def bare_head(text: str) -> str:
    return re.sub(r"(附图片|附照片|图片|照片)\w{0,4}$", "", text)


def _has(paragraph: str, body: str) -> bool:
    return paragraph[-24:] in body or (len(paragraph) > 60 and paragraph[30:60] in body)


def fit_confidence(judged: Sequence[Judged], penalty: float = 1.0) -> dict[str, float]:
    """Logistic regression of whether an article is right, by Newton's method."""
    names = [
        "",
        *sorted(
            name for name, count in Counter(s for each in judged for s in each.signs).items() if count >= 20
        ),
    ]
    at = {name: place for place, name in enumerate(names)}
    rows = np.zeros((len(judged), len(names)))
    rows[:, 0] = 1
    for row, each in zip(rows, judged, strict=True):
        row[[at[sign] for sign in each.signs if sign in at]] = 1
    right = np.array([each.right for each in judged], dtype=float)
    weights = np.zeros(len(names))
    shrink = np.full(len(names), penalty)
    shrink[0] = 0.01
    for _ in range(25):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - likely) - shrink * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink)
        weights += np.linalg.solve(curve, gradient)
    return dict(zip(names, weights.tolist(), strict=True))


def report_confidence(judged: Sequence[Judged], folds: int, folder: Path) -> None:
    """Print, by the bound of probability, how many articles are given and how many of them are wrong.

    Of pages in their own layouts, which neither the weights of the cutter nor those of the confidence know.
    """
    groups = sorted({each.group for each in judged})
    random.Random(5).shuffle(groups)
    rated: list[tuple[float, Judged]] = []
    for fold in range(folds):
        left_out = set(groups[fold::folds])
        weights = fit_confidence([each for each in judged if each.group not in left_out])
        rated += [
            (round(confidence.probability(each.signs, weights), 2), each)
            for each in judged
            if each.group in left_out
        ]
    layouts = sorted({each.name for each in judged})
    for bound in (0.86, 0.88, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97):
        given = [each for likely, each in rated if likely >= bound]
        wrong = sum(not each.right for each in given)
        worst = max(
            sum(not each.right for each in given if each.name == layout)
            / max(1, sum(each.name == layout for each in given))
            for layout in layouts
        )
        print(
            f"sure from {bound}: {len(given) / len(rated):.3f} given, "
            f"{wrong / max(1, len(given)):.3f} wrong, {worst:.3f} in the worst layout"
        )


# ------------------------------------------------------------------------------------------- pages


def group_of(path: Path) -> str:
    """The page that a file is a layout of."""
    return path.name.split(".")[0]


def use(model: Model) -> None:
    """Let pages be read with the weights of a model."""
    weights = read_weights(model.lines())
    cutting.load_weights = lambda: weights


def split_as(paths: Iterable[Path], out: Path) -> None:
    """Write the articles of pages as `split --out` does."""
    out.mkdir(parents=True, exist_ok=True)
    for path in paths:
        [page] = read_document(path.read_bytes(), path.name).pages
        articles = [article_to_json(article) for article in page.articles]
        (out / f"{path.stem}.json").write_text(json.dumps(articles, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("real", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--made", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, help="where the weights of each fold go")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = real_examples(options.real)
    if options.pages:
        examples += page_examples(options.pages)
    examples += made_examples(options.made) + kinds_examples(options.made)
    groups = sorted({example.group for example in examples})
    random.Random(3).shuffle(groups)
    judged: list[Judged] = []
    for fold in range(options.folds):
        left_out = set(groups[fold :: options.folds])
        known = [example for example in examples if example.group not in left_out]
        model = Model(known, options.penalty)
        model.fit(known, options.rounds)
        use(model)
        judged += [
            each
            for group, texts, articles in real_pages(options.real)
            if group in left_out
            for layout, text in texts.items()
            for each in judge(text, layout, group, articles)
        ]
        judged += judge_made(fold)
        split_as(
            [
                path
                for folder in filter(None, (options.real, options.pages))
                for path in sorted(folder.glob("*.txt"))
                if group_of(path) in left_out
            ],
            options.out,
        )
    if judged:
        report_confidence(judged, options.folds, options.real)
    if options.write and judged:
        lines = ["# Fitted by tests/bench/fit_cutting.py: what speaks for an article, and what it weighs."]
        lines += [f"{name}\t{weight:.2f}" for name, weight in fit_confidence(judged).items()]
        path = _ROOT / "bot" / "reading" / "confidence.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if options.write:
        model = Model(examples, options.penalty)
        model.fit(examples, options.rounds)
        path = _ROOT / "bot" / "reading" / "weights.tsv"
        path.write_text("\n".join(model.lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
