"""The text of a Word document as it stands when all its tracked changes are accepted, in reading order.

Everything is gone into except what is known to be no text of the document: text may stand in insertions,
smart tags, content controls, links, fields and in elements that are yet to be thought of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bot.model.entries import ends_like_a_sentence
from bot.reading.formats.word_package import Element, WordPackage
from bot.reading.formats.word_styles import Setting, Styles, child, is_on, local, value
from bot.reading.pieces import tidy

_LEFT_OUT = frozenset(
    {
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "rt",
        "delText",
        "instrText",
        "delInstrText",
    }
)
"""Elements without text of the document: what was deleted or moved away, properties, ruby over the text."""

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = ("footnoteReference", "endnoteReference")

_CELL_LIMIT = 80
"""Characters of a cell of several paragraphs; in a table with longer ones a page is laid out, no figures are
shown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a row of a table with its cells side by side."""

    text: str
    setting: Setting = field(default_factory=Setting)
    is_row: bool = False


def passages_of(package: WordPackage) -> Iterator[Passage]:
    """The passages of a document. Text boxes and notes follow the paragraph that they stand at."""
    body = next(package.document.iter("{*}body"))
    return _Story(package).passages(body)


@dataclass(slots=True)
class _Collected:
    """What a paragraph holds, as far as it has been read."""

    runs: list[tuple[Element, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    unanswered: list[bool] = field(default_factory=list)
    """Of each field that has begun, the outermost first: whether its result is yet to begin."""


class _Story:
    """Walks through a document."""

    def __init__(self, package: WordPackage) -> None:
        self._styles = Styles(package.styles)
        self._notes = {
            (kind, value(note, "id")): note
            for kind, root in zip(_NOTES, (package.footnotes, package.endnotes), strict=True)
            for note in (() if root is None else root)
        }

    def passages(self, container: Element) -> Iterator[Passage]:
        """The passages of whatever holds paragraphs and tables."""
        begun: Passage | None = None
        held: list[Element] = []
        for block in _blocks(container):
            if local(block) == "tbl":
                yield from filter(None, [begun])
                begun = None
                yield from self._table(block)
                continue
            collected = _Collected()
            self._collect(block, collected, block)
            passage = self._passage(block, collected.runs)
            if begun is not None:
                passage = replace(begun, text=begun.text + passage.text)
            held += collected.notes
            if _is_merged_with_next(block):
                begun = passage if passage.text.strip() else begun
            else:
                begun = None
                yield passage
            for box in collected.boxes:
                yield from self.passages(box)
            if begun is None and ends_like_a_sentence(passage.text.rstrip()):
                yield from self._of_notes(held)
        yield from filter(None, [begun])
        yield from self._of_notes(held)

    def _of_notes(self, held: list[Element]) -> Iterator[Passage]:
        """The notes that wait for the end of a paragraph: they would part a headline from its text."""
        while held:
            yield from self.passages(held.pop(0))

    def _passage(self, paragraph: Element, runs: list[tuple[Element, str]]) -> Passage:
        return Passage("".join(text for _, text in runs), self._styles.setting(paragraph, runs))

    def _collect(self, element: Element, collected: _Collected, paragraph: Element) -> None:
        """Add the text within an element of a paragraph."""
        for each in element:
            name = local(each)
            if name in _LEFT_OUT or (name == "sdt" and _is_placeholder(each)):
                continue
            if name == "AlternateContent":
                chosen = _alternative(each)
                if chosen is not None:
                    self._collect(chosen, collected, paragraph)
            elif name == "r" and self._styles.is_hidden(each, paragraph):
                continue
            elif name == "txbxContent":
                collected.boxes.append(each)
            elif name == "fldChar":
                _follow_field(value(each, "fldCharType"), collected.unanswered)
            elif name in _NOTES:
                note = self._notes.pop((name, value(each, "id")), None)
                if note is not None:
                    collected.notes.append(note)
            elif name == "t" or name in _SIGNS:
                if not any(collected.unanswered):
                    text = (each.text or "") if name == "t" else _SIGNS[name]
                    collected.runs.append((each.getparent(), text))
            else:
                self._collect(each, collected, paragraph)

    def _table(self, table: Element) -> Iterator[Passage]:
        rows = [cells for row in _within(table, "tr") if (cells := self._cells(row))]
        is_list = all(len(cells) == 1 for cells in rows)
        for cells in rows:
            if is_list or any(map(_is_laid_out, cells)):
                yield from (passage for cell in cells for passage in cell)
            else:
                texts = (" ".join(tidy(passage.text) for passage in cell) for cell in cells)
                yield Passage(" ｜ ".join(texts), is_row=True)

    def _cells(self, row: Element) -> list[list[Passage]]:
        """The passages of each cell of a row that has any."""
        # As written, not as a grid: a merged cell of a hostile table may span millions.
        if child(row, "trPr", "del") is not None:
            return []
        cells = [cell for cell in _within(row, "tc") if child(cell, "tcPr", "cellDel") is None]
        told = ([each for each in self.passages(cell) if each.text.strip()] for cell in cells)
        return [cell for cell in told if cell]


def _is_laid_out(cell: list[Passage]) -> bool:
    return len(cell) > 1 and sum(len(passage.text) for passage in cell) > _CELL_LIMIT


def _blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a container, also those in content controls and tags."""
    for each in container:
        name = local(each)
        if name in ("p", "tbl"):
            yield each
        elif name == "AlternateContent":
            chosen = _alternative(each)
            yield from () if chosen is None else _blocks(chosen)
        elif name not in _LEFT_OUT and not (name == "sdt" and _is_placeholder(each)):
            yield from _blocks(each)


def _within(container: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and tags."""
    for each in container:
        name = local(each)
        if name == wanted:
            yield each
        elif name not in _LEFT_OUT:
            yield from _within(each, wanted)


def _alternative(element: Element) -> Element | None:
    """The one of several forms of the same content that is read: the first that has text."""
    forms: Iterable[Element] = [each for each in element if local(each) in ("Choice", "Fallback")]
    return next((each for each in forms if next(each.iter("{*}t"), None) is not None), None)


def _is_placeholder(control: Element) -> bool:
    """Whether a content control only asks for its content."""
    return is_on(child(control, "sdtPr", "showingPlcHdr")) is True


def _is_merged_with_next(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted or moved away: the next one goes on with it."""
    properties = child(paragraph, "pPr", "rPr")
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None


def _follow_field(kind: str | None, unanswered: list[bool]) -> None:
    """Follow a field from its instruction, which is no text, to its result, which is."""
    if kind == "begin":
        unanswered.append(True)
    elif unanswered and kind == "separate":
        unanswered[-1] = False
    elif unanswered and kind == "end":
        unanswered.pop()
