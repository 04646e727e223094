"""Entries and cards that the views are drawn from, in words made for these tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.message.views.settings import Change
from bot.model import (
    Article,
    AuditRecord,
    Batch,
    CardItem,
    Chat,
    Deed,
    Digest,
    DigestGroup,
    Doubt,
    Edition,
    Entry,
    Facts,
    Feed,
    Figure,
    Hit,
    InBatch,
    Kind,
    Length,
    PageCard,
    Passage,
    Pushing,
    SearchResult,
    Sheet,
    SheetState,
    Status,
    Subhead,
    Subscription,
    Summary,
    Watch,
    WhenEmpty,
    Why,
)

TODAY = date(2024, 4, 3)

HARBOUR = Article(
    id="harbour",
    kind=Kind.NEWS,
    headline="“港”越走越宽 “路”越走越长",
    subheadline="——云州港航合作大会侧记",
    kicker="向海而兴",
    authors=("刘一", "陈二"),
    source="云州日报",
    issue_date=TODAY,
    event_date=date(2024, 4, 2),
    page="7",
    paragraphs=(
        "4月2日，云州港航合作大会开幕，126家企业到会。",
        "大会签约18个项目，总投资92.5亿元，同比增长31.4%。",
        "云州港今年将新开5条航线，老船长的故事人人耳熟能详。",
    ),
    subheads=(Subhead("航线更密", 2),),
)
HARBOUR_EVENING = replace(
    HARBOUR,
    id="harbour-evening",
    source="云州晚报",
    issue_date=None,
    page=None,
    paragraphs=(
        "4月2日，云州港航合作大会开幕，126家企业到会。",
        "云州港今年将新开5条航线，老船长的故事人人耳熟不能详。",
    ),
)
HYDROGEN = Article(
    id="hydrogen",
    kind=Kind.NEWS,
    headline="首批氢能公交车在云州上路",
    source="YZG",
    event_date=date(2023, 12, 30),
    paragraphs=("去年底，12辆氢能公交车在云州上路，每辆一次加氢可跑400公里。",),
)
TAIL = Article(
    id="tail",
    kind=Kind.FRAGMENT,
    headline=None,
    source="云州日报",
    issue_date=TODAY,
    page="7",
    paragraphs=("会后，与会者参观了北岸的三座码头。",),
    continues_from="2",
    doubts=(Doubt.HEAD_ELSEWHERE,),
)
UNTITLED = Article(
    id="untitled",
    kind=Kind.NEWS,
    headline=None,
    authors=("张三",),
    source="云州日报",
    issue_date=TODAY,
    page="7",
    paragraphs=("昨日，南岸花市开市，三天里来了两万人。",),
    doubts=(Doubt.HEADLINE_MISSING, Doubt.CUT_UNCERTAIN),
)

HARBOUR_SUMMARY = Summary(
    sentences=("云州港航合作大会开幕，126家企业到会。", "大会签约18个项目，总投资92.5亿元。"),
    keywords=("港航", "航线"),
    facts=Facts(
        figures=(
            Figure("92.5亿元", "18个项目总投资", "大会签约18个项目，总投资92.5亿元，同比增长31.4%。"),
            Figure("31.4%", "总投资同比增长", "大会签约18个项目，总投资92.5亿元，同比增长31.4%。"),
        )
    ),
    topics=("招商引资",),
)

PUBLISHED_AT = datetime(2024, 4, 2, 22, 0, tzinfo=UTC)

HARBOUR_ENTRY = Entry(
    HARBOUR,
    HARBOUR_SUMMARY,
    id=5,
    status=Status.PUBLISHED,
    published_at=PUBLISHED_AT,
    publication=1,
    page_id=3,
    editions=(
        Edition(HARBOUR.source, HARBOUR.issue_date, HARBOUR.page, HARBOUR),
        Edition(HARBOUR_EVENING.source, None, None, HARBOUR_EVENING),
    ),
)
HYDROGEN_ENTRY = Entry(
    HYDROGEN,
    Summary(sentences=("12辆氢能公交车在云州上路。",), topics=("绿色低碳",)),
    id=6,
    status=Status.PUBLISHED,
    published_at=PUBLISHED_AT,
    publication=2,
)
TAIL_DRAFT = Entry(TAIL, id=7, page_id=3)
UNTITLED_DRAFT = Entry(UNTITLED, id=8, page_id=3)
HARBOUR_DRAFT = replace(HARBOUR_ENTRY, id=9, status=Status.DRAFT, published_at=None, publication=None)

FOUND = SearchResult(
    query="氢能",
    hits=(
        Hit(HYDROGEN_ENTRY, Passage("…12辆氢能公交车在云州上路，每辆…", ((4, 6),)), 3.5, Why.EXACT),
        Hit(HARBOUR_ENTRY, Passage("云州港今年将新开5条航线…", ((0, 2),)), 0.5, Why.NEAR),
    ),
    total=12,
    total_exact=True,
)
NEAR = replace(FOUND, query="青能", hits=FOUND.hits[1:], total=1)
INSTEAD = replace(NEAR, query="跨镜电商", hits=tuple(replace(hit, instead="跨境电商") for hit in NEAR.hits))
PINYIN = replace(
    FOUND,
    query="qingneng",
    hits=(replace(FOUND.hits[0], why=Why.PINYIN, instead="氢能"),),
    total=1,
)
NOTHING_FOUND = SearchResult(query="跨镜电商", hits=(), total=0, total_exact=True)

DIGEST = Digest(
    TODAY,
    time(7, 30),
    (DigestGroup("招商引资", (HARBOUR_ENTRY,)), DigestGroup(None, (replace(HARBOUR_ENTRY, id=11),))),
    (HYDROGEN_ENTRY,),
    papers=("云州日报", "YZG"),
    characters=200,
)

SUBSCRIPTION = Subscription(100, times=(time(7, 30), time(18, 30)), topics=("招商引资", "绿色低碳"))
SUBSCRIBED = Change(SUBSCRIPTION, datetime(2024, 4, 3, 23, 30, tzinfo=UTC), TODAY)
SETTLED = replace(
    SUBSCRIBED,
    subscription=replace(
        SUBSCRIPTION,
        weekdays=frozenset({1, 3, 5}),
        include_words=("氢能", "港口"),
        exclude_words=("讣告",),
        items=5,
        length=Length.HEADLINE,
        silent=True,
        link_previews=True,
        when_empty=WhenEmpty.SILENT,
        at_issue=True,
        quiet=(time(22, 30), time(6, 30)),
    ),
)
ELSEWHERE = replace(SUBSCRIBED, place=-1001234567890, place_title="云州早报频道")
PAUSED = Change(replace(SUBSCRIPTION, paused=True), None, TODAY)
NOT_SUBSCRIBED = Change(None, None, TODAY)

WATCHES = (Watch(100, "氢能", id=4), Watch(100, "港航 合作", id=9))
CHAT = Chat(100, title="小明")

CARD = PageCard(
    page_id=3,
    name="云州日报_2024-04-03_07.txt",
    items=(
        CardItem(HARBOUR_DRAFT, sure=True, merges_into=HARBOUR_ENTRY),
        CardItem(replace(HYDROGEN_ENTRY, id=10, status=Status.DRAFT), sure=True),
        CardItem(UNTITLED_DRAFT, sure=False),
        CardItem(TAIL_DRAFT, sure=False),
    ),
    source="云州日报",
    issue_date=TODAY,
    page="7",
    noise=2,
    repairs=1,
)
SIGNED_CARD = replace(
    CARD, items=(CardItem(HARBOUR_ENTRY, sure=True), *CARD.items[2:]), issue_date=date(2024, 3, 1)
)
OLD_CARD = replace(
    CARD,
    items=(CARD.items[0], replace(CARD.items[1], pushing=Pushing.OLD)),
    issue_date=date(2023, 12, 30),
)
PARTLY_OLD_CARD = replace(
    CARD,
    items=(
        replace(CARD.items[1], pushing=Pushing.OLD),
        replace(CARD.items[1], pushing=Pushing.PUSHED),
        replace(CARD.items[1], pushing=Pushing.OLD),
        replace(CARD.items[1], pushing=Pushing.NEVER),
        CARD.items[2],
    ),
)
UNPLACED_CARD = replace(CARD, items=CARD.items[2:3], source=None, issue_date=None, page=None)
BATCH_CARD = replace(
    CARD,
    items=(CARD.items[0], replace(CARD.items[2], review=("讣告",))),
    batch=InBatch(2, 3, 20, next_page_id=12),
)
DONE_CARD = replace(CARD, items=(CardItem(HARBOUR_ENTRY, sure=False),))
BATCH = Batch(
    100,
    2,
    "zh-Hans",
    id=2,
    sheets=(
        Sheet("云州日报_2024-04-03_07.txt", id=1, state=SheetState.READ, page_id=3),
        Sheet("旧版.txt", id=2, state=SheetState.KNOWN, page_id=3),
        Sheet("图片.bin", id=3, state=SheetState.REFUSED, reason="认不出文字编码。"),
    ),
)
HALF_FETCHED = Batch(
    100,
    2,
    "zh-Hans",
    id=3,
    sheets=(
        Sheet("云州日报_2024-04-03_07.txt", id=1, state=SheetState.READ, page_id=3),
        Sheet("副刊.pdf", id=2, state=SheetState.UNAVAILABLE, reason="Telegram 暂时不提供这个文件。"),
        Sheet("图片.bin", id=3, state=SheetState.REFUSED, reason="认不出文字编码。"),
    ),
)
EMPTY_CARD = PageCard(page_id=4, name="空.txt", items=())

FEEDS = (
    Feed("https://paper.example/rss.xml", id=1, title="江城日报 要闻"),
    Feed(
        "https://other.example/atom",
        publish=True,
        every=60,
        id=2,
        next_at=datetime(2024, 4, 3, 6, tzinfo=UTC),
        failures=2,
        problem="it answers 500",
    ),
    Feed("https://gone.example/rss", id=3, problem="it is gone for good"),
)

DEEDS = (
    AuditRecord(datetime(2024, 4, 3, 1, 5, tzinfo=UTC), 7, Deed.PUBLISH, entry_id=5, detail="“港”越走越宽"),
    AuditRecord(datetime(2024, 4, 2, 1, 5, tzinfo=UTC), None, Deed.ADMIT, person_id=100),
)
