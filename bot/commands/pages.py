"""`split`, `add` and `import`: what brings articles in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from bot.commands.explaining import explained
from bot.commands.links import is_link, read_links
from bot.commands.options import as_json, existing_path, print_json, say, with_settings, write
from bot.commands.page_files import read_pages
from bot.commands.sources import find_sources, lines_with_progress
from bot.errors import ConfigurationError
from bot.intake import Refusal
from bot.interchange.articles import article_to_json
from bot.interchange.entries import entry_to_json
from bot.model import Article, Page, PageHints
from bot.reading import papers
from bot.reading.stories import link_stories
from bot.rooms import open_rooms
from bot.settings import Settings
from bot.text.characters import unified

SOME_REFUSED = 1


@click.command()
@click.argument("pages", nargs=-1, required=True, type=existing_path)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write DIR/<name>.json, one a page."
)
@click.option("--explain", is_flag=True, help="Print each line of the dump with what it was taken for.")
@as_json
@with_settings
def split(pages: tuple[Path, ...], out: Path | None, explain: bool, as_json: bool, settings: Settings) -> int:
    """Page dumps to articles, neither merged nor joined.

    Halves and editions of one story carry the same story_id.
    """
    if explain and (as_json or out is not None):
        raise click.UsageError("--explain prints lines for people: leave out --json and --out")
    papers.use(settings.files.path(papers.FILE))
    read, refused = read_pages(find_sources(pages), PageHints())
    linked = link_stories(read)
    if out is not None:
        _write_each(linked, out)
    elif as_json:
        print_json({page.name: [article_to_json(article) for article in page.articles] for page in linked})
    else:
        write("".join(map(explained if explain else _page_in_words, linked)), styled=explain)
    return SOME_REFUSED if refused else 0


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--paper", help="The paper, where the page does not say it.")
@click.option("--issue-date", type=click.DateTime(["%Y-%m-%d"]), help="The day that it was printed.")
@click.option("--page", help="The page number as printed, such as A06.")
@click.option("--push/--no-push", default=None, help="Whether digests bring it; by default not what is old.")
@click.option("--draft", is_flag=True, help="Store as drafts, which an editor publishes later.")
@as_json
@with_settings
def add(
    sources: tuple[str, ...],
    paper: str | None,
    issue_date: date | None,
    page: str | None,
    push: bool | None,
    draft: bool,
    as_json: bool,
    settings: Settings,
) -> int:
    """Read, summarise and store pages: files, folders of them, links to articles or issues, or - for
    standard input.
    """
    hints = PageHints(source=paper and unified(paper), issue_date=issue_date and _day(issue_date), page=page)
    papers.use(settings.files.path(papers.FILE))
    files = tuple(Path(source) for source in sources if not is_link(source))
    read, refused = read_pages(find_sources(files), hints)
    linked, unreachable = read_links(list(filter(is_link, sources)), hints, settings)
    read, refused = read + linked, refused + unreachable
    with open_rooms(settings) as rooms:
        report = rooms.intake.add(read, draft=draft, push=push)
    _say_refusals(report.refusals)
    refused += report.refused
    if as_json:
        print_json(
            {
                "added": report.added,
                "merged": report.merged,
                "unchanged": report.unchanged,
                "refused": refused,
                "articles": [entry_to_json(entry) for entry in report.entries],
            }
        )
    else:
        say(f"{report.added} added, {report.merged} merged, {report.unchanged} unchanged, {refused} refused")
    return SOME_REFUSED if refused else 0


@click.command("import")
@click.argument("file", type=existing_path)
@click.option("--push", is_flag=True, help="Let digests bring the articles.")
@click.option("--summarise", is_flag=True, help="Make the summaries now, not when they are first needed.")
@as_json
@with_settings
def import_(file: Path, push: bool, summarise: bool, as_json: bool, settings: Settings) -> int:
    """Ready-made articles, one JSON object a line, in bulk; also what `export` wrote."""
    with open_rooms(settings) as rooms, lines_with_progress(file) as lines:
        report = rooms.intake.import_lines(lines, push=push, summarise=summarise)
    _say_refusals(report.refusals)
    if as_json:
        print_json({"added": report.added, "unchanged": report.unchanged, "refused": report.refused})
    else:
        say(f"{report.added} added, {report.unchanged} unchanged, {report.refused} refused")
    return SOME_REFUSED if report.refusals else 0


def _say_refusals(refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        say(f"intake: could not take {refusal.what}: {refusal.reason}")


def _write_each(pages: tuple[Page, ...], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page in pages:
            articles = [article_to_json(article) for article in page.articles]
            target = folder / f"{Path(page.name).stem}.json"
            target.write_text(json.dumps(articles, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"write to {folder}", error) from error


def _page_in_words(page: Page) -> str:
    lines = [f"{page.name}: {len(page.articles)}", *map(_article_in_words, page.articles), ""]
    return "\n".join(lines) + "\n"


def _article_in_words(article: Article) -> str:
    authors = " ".join(article.authors)
    return f"  {article.kind:8} {article.headline or '—'}  {authors}  {article.length}字".rstrip()


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)
