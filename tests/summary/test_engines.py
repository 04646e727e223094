"""Engines are loaded only when they are asked for, and weigh every sentence."""

import subprocess
import sys

from bot.summary.document import take_apart
from bot.summary.engines import engine_named
from bot.summary.pieces import Limits


def test_every_engine_chooses_in_the_order_of_the_article(engine, stop_words):
    text = "渔港今天开市，各地来的客商很多。码头上的灯塔今天亮灯，游人都来看灯塔。天气一直不错。"
    document = take_apart("灯塔亮灯", text, stop_words)
    chosen = engine_named(engine).choose(document, Limits(40, 2))
    assert chosen
    assert sorted(chosen, key=text.index) == list(chosen)


def test_a_document_without_sentences_has_no_summary(engine, stop_words):
    assert engine_named(engine).choose(take_apart(None, "", stop_words), Limits(120, 3)) == ()


def test_a_sentence_with_the_words_of_the_title_is_chosen_before_others(stop_words):
    text = "渔港今天开市，客商很多。灯塔今天亮灯，游人很多。"
    chosen = engine_named("coverage").choose(take_apart("灯塔亮灯", text, stop_words), Limits(12, 1))
    assert chosen == ("灯塔今天亮灯，游人很多。",)


def test_what_leans_on_the_sentence_before_comes_only_with_it(engine, stop_words):
    text = "灯塔亮灯，游人很多。这是渔港灯塔第一次亮灯给游人看。" + "渔船今天没有出海捕鱼。" * 4
    for characters in range(10, 60):
        chosen = engine_named(engine).choose(take_apart("灯塔亮灯", text, stop_words), Limits(characters, 3))
        assert text[:10] in chosen or not any("第一次" in sentence for sentence in chosen)


def test_textrank_weighs_what_others_repeat(stop_words):
    text = "渔船出海捕鱼。渔船回港卖鱼，码头热闹。码头卖鱼，渔船加油。邻县昨夜下雪。"
    weights = engine_named("textrank4zh").weigh(take_apart(None, text, stop_words))
    assert max(weights) == weights[1]


def test_the_default_engine_loads_neither_networkx_nor_scipy():
    code = (
        "import sys\n"
        "from bot.summary import Summariser, SummaryOptions\n"
        "Summariser(SummaryOptions(), (), frozenset()).summarise(None, '开渔了。' * 200)\n"
        "loaded = {'networkx', 'scipy', 'numpy', 'textrank4zh'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
