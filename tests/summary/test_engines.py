"""Engines are loaded only when they are asked for, and weigh every sentence."""

import subprocess
import sys

from bot.summary.document import take_apart
from bot.summary.engines import engine_named


def test_every_engine_weighs_every_sentence(engine, stop_words):
    document = take_apart("渔港", "渔港开渔了。渔船出海了。天气不错。", stop_words)
    weights = engine_named(engine).weigh(document)
    assert len(weights) == len(document.sentences) == 3
    assert all(weight >= 0 for weight in weights)


def test_a_document_without_sentences_has_no_weights(engine, stop_words):
    assert list(engine_named(engine).weigh(take_apart(None, "", stop_words))) == []


def test_words_of_the_title_make_a_sentence_heavier(stop_words):
    text = "渔港今天开市，客商很多。灯塔今天亮灯，游人很多。"
    weights = engine_named("centroid").weigh(take_apart("灯塔亮灯", text, stop_words))
    assert weights[1] > weights[0]


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
