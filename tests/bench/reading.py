"""How fast pages are read: pages and megabytes a second on one core, and how time grows with length.

Run it as `python tests/bench/reading.py`.
"""

import time

from bot.reading.page import read_page

LINES = "　　港区昨日迎来新年首班汽车滚", "装船，三百二十辆国产电动车由此", "发往海外，全程只需要十一天。"
IN_COLUMNS = "\n\n新航线{}首航 汽车从家门口出海\n\n□河山日报社全媒体记者 王梅 李长河\n\n" + "\n".join(
    LINES * 12
)
BY_PARAGRAPH = "\n新航线{}首航 汽车从家门口出海\n本报记者 王梅 李长河\n" + "\n".join(["".join(LINES)] * 12)
REPEATS = 20


def page(article: str, count: int) -> str:
    return "河山日报 要闻\n2022年3月9日 星期三 第6版\n" + "".join(map(article.format, range(count)))


def seconds(text: str) -> float:
    started = time.process_time()
    for _ in range(REPEATS):
        read_page(text, "bench.txt")
    return (time.process_time() - started) / REPEATS


if __name__ == "__main__":
    for name, article in (("columns", IN_COLUMNS), ("a paragraph a line", BY_PARAGRAPH)):
        one, ten = page(article, 6), page(article, 60)
        once, tenfold = seconds(one), seconds(ten)
        size = len(one.encode()) / 1e6
        print(f"{name}: {1 / once:.0f} pages/s, {size / once:.2f} MB/s ({size * 1000:.0f} kB a page)")
        print(f"a page ten times as long takes {tenfold / once:.1f} times the time")
