"""Texts of any length, each of one kind of thing that pages have, again and again."""

from __future__ import annotations

from collections.abc import Callable

Make = Callable[[int], str]
"""Makes a text of so many characters, or a few more."""

SENTENCE = "市里今年修好了三座桥，老街的居民出门更方便了。"


def name(number: int) -> str:
    """A made-up name, one of a thousand."""
    return "王李张刘陈杨赵黄周吴"[number % 10] + "".join(
        "明芳强丽军敏杰静磊燕"[number // tens % 10] for tens in (10, 100)
    )


def again(piece: str) -> Make:
    """The piece again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def lines(line: str) -> Make:
    """The line, or lines, again and again."""
    return lambda size: "\n".join([line] * (size // len(line) + 1))


def counted(piece: Callable[[int], str], between: str = "\n") -> Make:
    """What is made of 0, 1, 2 and so on."""
    return lambda size: between.join(map(piece, range(size // len(piece(100)) + 1)))


def nested(opening: str, closing: str) -> Make:
    """As many openings as closings."""
    return lambda size: opening * (size // 2 // len(opening)) + closing * (size // 2 // len(closing))


TEXTS: dict[str, Make] = {
    "a run of one character": again("的"),
    "a run of common characters": again("的一是在不了有和人这中大为上个国我以要他"),
    "sentences in one line": again(SENTENCE),
    "clauses without an end": again("市里修好了桥，"),
    "brackets that do not close": again("（"),
    "brackets in brackets": nested("（", "）"),
    "brackets around words": nested("（桥", "）路"),
    "quotation marks that do not close": again("“"),
    "quotes in quotes": nested("“桥", "”路"),
    "title marks": again("《桥》"),
    "closing marks": again("》”）】"),
    "captions": lines("▲图为新修好的老街石桥。王明 摄"),
    "captions with brackets": lines("居民走过石桥。（王明 摄）"),
    "pictures": counted(lambda i: f"图{i}：老街的石桥"),
    "bylines": counted(lambda i: f"本报记者 {name(i)}"),
    "bylines in a line": again("本报记者 王明 "),
    "names": counted(name),
    "authors in brackets": counted(lambda i: f"（{name(i)}）"),
    "headings": counted(lambda i: f"老街修好第{i}座石桥"),
    "same heading": lines("老街修好石桥"),
    "headings and text": counted(lambda i: f"老街修好第{i}座石桥\n本报讯（记者 {name(i)}）{SENTENCE * 3}"),
    "paragraphs": lines("　　" + SENTENCE * 3),
    "numbered paragraphs": counted(lambda i: f"　　第{i}座桥" + SENTENCE * 3),
    "blank lines": again("\n"),
    "text and blank lines": again(SENTENCE + "\n" * 200),
    "spaces": again(" "),
    "spaces between characters": again("桥 "),
    "wide spaces": again("　"),
    "tabs": again("\t"),
    "zero width": again("\u200b桥"),
    "combining": again("桥\u0301"),
    "control": again("\x01"),
    "dashes": again("——"),
    "dots": again("…"),
    "stops": again("。"),
    "commas": again("，"),
    "figures": again("增长12.5%，"),
    "figures in sentences": counted(lambda i: f"全市外贸企业出口{i}万元，同比增长{i % 90}.5%。"),
    "figures one line": counted(lambda i: f"全市外贸企业出口{i}万元，同比增长{i % 90}.5%。", ""),
    "digits": again("7"),
    "han numbers": again("三千五百万"),
    "dates": again("2024年3月5日"),
    "dates in lines": lines("2024年3月5日 星期二 第3版"),
    "mastheads": lines("新城日报 2024年3月5日 第3版 要闻"),
    "continued": lines("老街修好石桥（下转第2版）"),
    "continuations": lines("（上接第1版）老街修好石桥。"),
    "latin": again("abcdefg "),
    "latin run": again("a"),
    "addresses": again("https://example.org/a?b=%E6%A1%A5 "),
    "entities": again("&amp;"),
    "tags": again("<b>"),
    "organisations": again("新城市老街桥梁建设有限公司、"),
    "organisations various": counted(lambda i: f"{name(i)}第{i}建设有限公司、", ""),
    "places": again("新城市老街区"),
    "people": counted(lambda i: f"市长{name(i)}说，", ""),
    "dispatches": counted(lambda i: f"本报新城3月{i % 28 + 1}日电（记者{name(i)}）{SENTENCE}"),
    "letters": lines("编辑同志：\n　　" + SENTENCE + "\n读者 王明"),
    "table": lines("桥名\t长度\t宽度\t年份"),
    "separators": lines("＊＊＊＊＊＊"),
    "boxes": lines("■■■■"),
    "bullet": lines("■老街修好石桥"),
    "hyphen words": lines("bridge-\nbuilding"),
    "traditional": again("縣裡修好了三座橋，老街的居民出門更方便。"),
    "radicals": again("⼀⼆⼈"),
    "wrapped": counted(lambda i: SENTENCE[i % 20 :] + SENTENCE[: i % 20]),
    "columns": lines("桥梁修好了 　　　　居民很高兴 　　　　天气晴朗"),
    "emoji": again("🌉"),
    "rare characters": again("𠮷"),
    "colon": again("王明："),
    "questions": lines("问：桥修好了吗？\n答：修好了。"),
    "poem": lines("桥上月明\n水中影清"),
    "labels": lines("【桥】"),
    "column tags": lines("（金桥随感）"),
    "subheads": counted(lambda i: f"第{i}座桥\n　　" + SENTENCE * 2),
    "weather": lines("新城 多云 12℃～18℃ 东风3级"),
    "lines of one character": again("桥\r\n"),
}
