"""The workshop: whatever a file does to its reader, the bot gets an answer and goes on."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from document_samples import PAGE, styled_word

from bot.errors import ReadingStopped, UnreadableFile
from bot.model import PageHints
from bot.reading.documents import Document
from bot.reading.web import WebPage
from bot.workshop import Job, Limits, Workshop, worker
from bot.workshop.codec import NotOurs
from bot.workshop.jobs import Order, answer_of
from bot.workshop.messages import receive, send

LIMITS = Limits(seconds=60, memory=2_000_000_000)

MISCHIEF = """
import ctypes, os, sys, tempfile, time
import bot.workshop.jobs as jobs
import bot.workshop.worker as worker

def mischief(job):
    def act(data, *_):
        what = data.decode()
        if what == "hang":
            time.sleep(600)
        if what == "crash":
            ctypes.string_at(0)
        if what == "exit":
            os._exit(3)
        if what == "swell":
            return b"x" * 3_000_000_000
        if what == "stumble":
            raise ZeroDivisionError
        if what == "burrow":
            return act(b"burrow")
        if what == "write":
            tempfile.TemporaryFile(buffering=0).write(b"x")
        if what == "lie":
            return ThreadLocal()
        if what == "surroundings":
            return tuple(sorted(os.environ))
        return (what,)
    return act

class ThreadLocal:
    def __reduce__(self):
        return os.system, ("true",)

worker.function_of = mischief
worker.main()
"""


@pytest.fixture
def mischievous(monkeypatch: pytest.MonkeyPatch):
    """A workshop whose process does what it is told by the data."""
    start = subprocess.Popen

    def popen(command, **how):
        return start([sys.executable, "-c", MISCHIEF], **how)

    monkeypatch.setattr(subprocess, "Popen", popen)
    with Workshop() as workshop:
        yield lambda what, limits=LIMITS: workshop.run(
            Job.FEED_LINKS, what.encode(), "a.pdf", None, name="a.pdf", limits=limits
        )


def read(workshop: Workshop, data: bytes, name: str = "a.docx"):
    return workshop.run(Job.DOCUMENT, data, name, PageHints(), name=name, limits=LIMITS)


def test_what_is_read_in_a_process_is_what_is_read_here() -> None:
    from bot.reading.documents import read_document  # noqa: PLC0415

    with Workshop() as workshop:
        for data, name in ((styled_word(), "a.docx"), (PAGE.encode(), "a.txt")):
            assert read(workshop, data, name) == read_document(data, name)


def test_an_error_of_ours_comes_as_it_was_raised() -> None:
    with (
        Workshop() as workshop,
        pytest.raises(UnreadableFile, match=r"could not read a\.docx: it is no whole"),
    ):
        read(workshop, styled_word()[:3000])


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("crash", "broke down"),
        ("exit", "broke down"),
        ("swell", "too much memory"),
        ("stumble", "broke down: ZeroDivisionError"),
        ("burrow", "nested too deeply"),
        ("write", "broke down"),
        ("lie", "broke down"),
    ],
)
def test_whatever_happens_there_is_an_answer_and_the_next_job_is_done(mischievous, what, why) -> None:
    for _ in range(2):
        with pytest.raises(ReadingStopped, match=rf"reading: could not read a\.pdf: .*{why}"):
            mischievous(what)
        assert mischievous("well") == ("well",)


def test_what_hangs_is_ended(mischievous) -> None:
    with pytest.raises(ReadingStopped, match="longer than 1 seconds"):
        mischievous("hang", Limits(seconds=1, memory=2_000_000_000))
    assert mischievous("well") == ("well",)


def test_the_process_knows_no_secret(mischievous, monkeypatch) -> None:
    monkeypatch.setenv("BAOZHAI_TOKEN", "1:secret")
    assert not [name for name in mischievous("surroundings") if name.startswith("BAOZHAI")]


def test_closing_ends_what_is_at_hand_and_refuses_what_comes_after(mischievous) -> None:
    workshop = mischievous.__closure__[0].cell_contents
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(mischievous, "hang")
        while not any(worker._process for worker in workshop._workers):
            threading.Event().wait(0.01)
        workshop.close()
        with pytest.raises(ReadingStopped, match="about to stop"):
            hanging.result(timeout=30)
    with pytest.raises(ReadingStopped, match="about to stop"):
        mischievous("well")


def test_several_threads_share_several_processes() -> None:
    with Workshop(2) as workshop, ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(lambda _: read(workshop, styled_word()), range(8)))
        assert all(document == documents[0] for document in documents)
        assert len([worker for worker in workshop._workers if worker._process]) == 2


def test_the_process_outlives_the_signals_that_stop_the_bot_but_not_the_bot() -> None:
    with Workshop() as workshop:
        read(workshop, PAGE.encode(), "a.txt")
        process = workshop._workers[0]._process
        assert process is not None
        for told in (signal.SIGINT, signal.SIGTERM):
            os.kill(process.pid, told)
        read(workshop, PAGE.encode(), "a.txt")
        assert workshop._workers[0]._process is process
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_an_answer_that_claims_to_be_endless_is_refused() -> None:
    endless = (1 << 60).to_bytes(8, "big") + (0).to_bytes(8, "big") + b"x"
    with pytest.raises(NotOurs):
        receive(io.BytesIO(endless), str)
    with pytest.raises(NotOurs):
        receive(io.BytesIO((1).to_bytes(8, "big") + (1 << 60).to_bytes(8, "big")), str)


@pytest.mark.parametrize(
    ("job", "given", "answer", "stays"),
    [
        (Job.DOCUMENT, (PAGE.encode(), "a.txt"), Document, True),
        (Job.WEB_PAGE, (b"<html><body></body></html>", "a.html"), WebPage, True),
        (Job.FEED, (b"no feed", "http://x/"), UnreadableFile, True),
        (Job.FEED_LINKS, (b"<html>", "a.html"), ReadingStopped, False),
    ],
)
def test_a_worker_answers_each_job_and_leaves_where_it_broke_down(
    monkeypatch, job, given, answer, stays
) -> None:
    monkeypatch.setattr(worker, "_hold_to", lambda limits: None)
    if answer is ReadingStopped:
        monkeypatch.setattr(worker, "function_of", lambda _: lambda *given: 1 / 0)
    # Here it runs in the process of all the tests, whose memory is none of its business.
    monkeypatch.setattr(worker, "_in_use", lambda: 0)
    asked, answers = io.BytesIO(), io.BytesIO()
    for _ in range(2):
        send(asked, Order(job, "a.txt", LIMITS, len(given)))
        send(asked, given)
    asked.seek(0)
    worker.work(asked, answers)
    answers.seek(0)
    value, goes_on = receive(answers, answer_of(job))
    assert isinstance(value, answer)
    assert goes_on is stays
    # A worker that leaves does not take up the next job.
    assert bool(answers.read()) is stays
