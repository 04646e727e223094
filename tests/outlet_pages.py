# ruff: noqa: E501 - markup is kept as templates write it
"""Saved pages in the manner of the templates of news sites, written for the tests.

Each wraps the same invented article in what a kind of site puts around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import opencc

_TRADITIONAL = opencc.OpenCC("s2t").convert

HEADLINE = "浅滩镇三百户渔家用上岸电"
TEXT = (
    "浅滩镇渔港昨天接通岸电，三百户渔家靠港以后不必再开柴油机发电，港池里第一次听得见水声。",
    "镇供电所负责人林栈介绍，一根缆桩旁立一只插座，刷卡取电，一度电比柴油发电便宜四成。",
    "到明年春汛以前，另外两个渔港也要换上同样的插座，沿岸的油烟味会再淡一些。",
)
DAY = date(2022, 11, 9)

_LINKS = "".join(
    f'<li><a href="/a{n}.html">{text}</a></li>'
    for n, text in enumerate(
        (
            "老灯塔本周末开放登顶",
            "海堤步道二期招标",
            "潮汐表新版明起发行",
            "渔嫂合唱团赴省城",
            "浅滩大桥夜间封道",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A page of one kind of site, and what it says of its article beside the text."""

    page: str
    source: str | None = None
    authors: tuple[str, ...] = ()
    subheads: tuple[str, ...] = ()
    day: date | None = DAY
    lede: str = ""
    """What an agency's report opens with, which stays."""


def _paragraphs(indent: str = "　　", tag: str = "p") -> str:
    return "".join(f"<{tag}>{indent}{text}</{tag}>" for text in TEXT)


OUTLETS = {
    # The headline only in the title and in a div, the editor behind the text.
    "agency": Outlet(
        f"""<html><head><title>{HEADLINE}-潮声网</title></head><body><div class="nav"><a href="/">首页</a></div>
        <div class="h-title">{HEADLINE}</div><div class="h-info"><span class="h-time">2022-11-09 08:11:25</span>
        来源： 潮声网</div><div id="p-detail">{_paragraphs()}<p>【纠错】 责任编辑： 周泊 </p></div>
        <div class="p-tags">热词</div><h3>图集</h3><ul>{_LINKS}</ul></body></html>""",
        "潮声网",
    ),
    # Links, hot words and a next article in the container of the text.
    "portal": Outlet(
        f"""<html><head><title>{HEADLINE}_海角新闻</title><meta property="og:title" content="{HEADLINE}"></head>
        <body><div class="post_content"><h1>{HEADLINE}</h1><div class="post_time_source">2022-11-09 11:20:00　来源:
        <a href="/s">浅滩晚报</a><a href="/j">举报</a></div><div class="post_body"><p>（原标题：渔港接通岸电）</p>
        {_paragraphs()}<p>（责任编辑：周泊_H12）</p></div><div class="post_recommend"><h2>相关推荐</h2><ul>{_LINKS}</ul>
        <h3>跟贴热词：</h3><p>网友评论仅供其表达个人看法，并不表明本网立场。</p><h3>热点新闻</h3><ul>{_LINKS}</ul>
        <h3>阅读下一篇</h3><p>大潮到了转折的时候</p><p>返回首页</p></div></div></body></html>""",
        "浅滩晚报",
    ),
    # Quotation marks in an attribute cut its value off.
    "cut attribute": Outlet(
        f"""<html><head><title>{HEADLINE[:4]}"岸电"{HEADLINE[4:]}_海角新闻</title>
        <meta property="og:title" content="{HEADLINE[:4]}"岸电"{HEADLINE[4:]}"></head><body>
        <h1>{HEADLINE[:4]}"岸电"{HEADLINE[4:]}</h1><div>2022-11-09 来源: 海角新闻</div>
        <div class="post_text">{_paragraphs()}</div></body></html>""",
        "海角新闻",
    ),
    # The only h1 is the logo; a line of information under the headline.
    "government": Outlet(
        f"""<html><head><title>{HEADLINE} - 浅滩市人民政府门户网站</title></head><body><div id="header">
        <h1><a href="/">浅滩市人民政府网站</a></h1><ul><li><a href="/x">要闻</a></li><li><a href="/g">公开</a></li></ul></div>
        <div class="detail"><div>当前位置：<a href="/">首页</a> &gt; <a href="/x">要闻</a></div>
        <div class="detail-title">{HEADLINE}</div><div class="detail-info">发布时间：2022-11-09 来源：浅滩日报 作者：程帆
        浏览次数：128 字号：大 中 小</div><div class="detail-text">{_paragraphs()}</div>
        <p>【打印本页】【关闭窗口】</p><div>扫一扫在手机打开当前页</div></div>
        <div class="footer">版权所有：浅滩市人民政府办公室 ICP备0000号</div></body></html>""",
        "浅滩日报",
        ("程帆",),
    ),
    # Everything in divs, a share bar, the writer before the outlet.
    "new media": Outlet(
        f"""<html><head><title>{HEADLINE}_观潮_潮见新闻-The Tide</title></head><body><h1 class="news_title">{HEADLINE}</h1>
        <div class="news_about"><p>程帆/浅滩青年报</p><p>2022-11-09 09:10</p><p>字号</p></div>
        <div class="news_txt">{_paragraphs("", "div")}</div><div>（原题为《渔港接通岸电》）</div>
        <div>潮见新闻报料：000-0000 潮见新闻，未经授权不得转载</div><div>关键词 &gt;&gt; 岸电</div>
        <h2>相关推荐</h2><ul>{_LINKS}</ul><h2>评论（191）</h2><p>已输入0字</p></body></html>""",
        "浅滩青年报",
        ("程帆",),
    ),
    # More is said in comments than in the article.
    "comments": Outlet(
        f"""<html><head><title>{HEADLINE}</title></head><body><h3>{HEADLINE}</h3><div class="time fix">
        <span>2022-11-09 09:27:48</span><span>来源：潮评网</span></div><div class="all-txt">{_paragraphs()}</div>
        <div class="comments-box"><h4>全部评论 59条</h4>"""
        + "".join(
            f"<div><b>渔友{n}</b><p>13小时前</p><p>标题说得好，岸电早就该接了，我们这里还在烧柴油，大家等着看吧！</p></div>"
            for n in range(12)
        )
        + "</div></body></html>",
        "潮评网",
    ),
    # An account of a platform: the publisher is no author.
    "platform": Outlet(
        f"""<html><head><title>{HEADLINE}_浪花网</title><meta name="author" content="企鹅号"></head><body>
        <h1>{HEADLINE}</h1><div class="a_Info"><span class="a_source">浅滩晚报</span><span>2022-11-09 15:04</span>
        <span>发布于：浅滩</span></div><div class="content-article">{_paragraphs()}<p>编辑：程帆</p></div>
        <div>分享至：微信 微博 QQ空间</div><div>打开APP阅读全文</div></body></html>""",
        "浅滩晚报",
    ),
    # The reporter in the lede, helpers thanked behind the text.
    "thanks": Outlet(
        f"""<html><head><title>{HEADLINE}_岬角网</title></head><body><h1>{HEADLINE}</h1>
        <p>2022年11月09日 10:02:11 来源：潮声通讯</p><div id="main_content"><p>潮声通讯记者 程帆 罗洋</p>{_paragraphs()}
        <p>（实习生周一桨对此文亦有贡献）</p></div><p>[责任编辑：李锚 PN041]</p><h4>责任编辑：李锚 PN041</h4>
        <h3>凡注明“来源”的作品，未经授权不得使用。</h3></body></html>""",
        "潮声通讯",
        ("程帆", "罗洋"),
    ),
    # Lists beside the text in the same container, advertisements over it.
    "finance": Outlet(
        f"""<html><head><title>{HEADLINE}|岸电|渔港_海湾财经</title><meta property="og:title" content="{HEADLINE}|岸电|渔港"></head>
        <body><h1 class="main-title">{HEADLINE}</h1><div class="date-source">2022年11月09日 08:05 <a href="/s">浅滩日报</a></div>
        <div class="article" id="artibody"><p>原标题：渔港接通岸电</p>{_paragraphs()}<p>责任编辑：周泊</p></div>
        <div class="wrap-hot"><h3>热门推荐</h3><ul>{_LINKS}</ul></div><h2>股市直播</h2>
        <div><p>网友提问：老师，明天的潮汛怎么看，要不要先收网？</p><p>老师回答：谢谢你们的支持，耐心一点就好。</p></div>
        <div>违法和不良信息举报电话：000-0000</div><div>Copyright © 海湾财经 版权所有</div></body></html>""",
        "浅滩日报",
    ),
    # Old pages: a table lays all out, nothing is named.
    "table layout": Outlet(
        f"""<html><head><title>浅滩广播网</title></head><body><table><tr><td><a href="/">首页</a> &gt;&gt; 要闻 &gt;&gt; 正文</td></tr>
        <tr><td><h2>{HEADLINE}</h2></td></tr><tr><td>2022-11-09　来源：浅滩广播网　作者：程帆</td></tr>
        <tr><td>{_paragraphs()}</td></tr><tr><td>【大 中 小】【打印】【关闭】</td></tr></table></body></html>""",
        "浅滩广播网",
        ("程帆",),
    ),
    # A Taiwan page: the reporter in brackets, buttons in the text.
    "taiwan": Outlet(
        _TRADITIONAL(f"""<html><head><title>{HEADLINE} - 生活 - 海峽新聞網</title><meta property="og:site_name" content="海峽新聞網">
        <meta property="article:published_time" content="2022-11-09T07:30:00+08:00"></head><body>
        <article><h1>{HEADLINE}</h1><div class="text"><p>〔記者程帆／台南報導〕{TEXT[0]}</p><p>{TEXT[1]}</p>
        <p class="appE1121">不用抽 不用搶 現在用APP看新聞 點我下載APP</p><p>{TEXT[2]}</p></div></article>
        <div class="related"><p>相關新聞</p><ul>{_LINKS}</ul></div></body></html>"""),
        None,
        ("程帆",),
    ),
    # A messenger's account: the title in a heading, the account and its code around the text.
    "account": Outlet(
        f"""<html><head><title></title><meta property="og:title" content="{HEADLINE}"></head><body>
        <h2 class="rich_media_title" id="activity-name">{HEADLINE}</h2><p>微信号 qiantan</p>
        <div id="js_content">{_paragraphs("", "section")}<p>来源：浅滩发布</p></div><p>微信扫一扫关注该公众号</p>
        <p>发送中</p></body></html>""",
        "浅滩发布",
        day=None,
    ),
    # Bold lines part the text; a subhead stays one.
    "subheads": Outlet(
        f"""<html><head><title>{HEADLINE}--岸线频道--岸线网</title></head><body><h1>{HEADLINE}</h1>
        <div class="box01">2022年11月09日07:23 | 来源：<a href="/s">岸线网</a>－《浅滩时报》</div>
        <div class="box_con"><p>{TEXT[0]}</p><p><strong>一只插座一张卡</strong></p><p>{TEXT[1]}</p><p>{TEXT[2]}</p>
        <div class="edit">(责编：周泊、李锚)</div></div><div class="bdshare">分享让更多人看到</div>
        <div class="aside">推荐阅读<ul>{_LINKS}</ul></div></body></html>""",
        "浅滩时报",
        subheads=("一只插座一张卡",),
    ),
    # Machine-readable data beside the text says when.
    "script data": Outlet(
        f"""<html><head><title>{HEADLINE}_浅水号</title><script type="application/ld+json">{{"headline": "{HEADLINE}",
        "datePublished": "2022-11-09T10:00:00+08:00"}}</script></head><body><div><h1>{HEADLINE}</h1></div>
        <div class="detail-body"><article>{_paragraphs("")}</article></div><div>特别声明</div>
        <p>本文为浅水号作者上传，仅代表作者观点，浅水仅提供信息发布平台。</p><div>点赞 收藏 12</div></body></html>""",
    ),
    # The lede is an agency's; the end is marked.
    "second agency": Outlet(
        f"""<html><head><title>{HEADLINE}-潮新网</title></head><body><div class="nav">首页 &gt; 社会新闻</div><h1 class="content_left_title">{HEADLINE}</h1><div class="content_left_time">2022年11月09日 08:21　来源：潮新网 <span>参与互动</span></div><div class="left_zw"><p>　　潮新社浅滩11月9日电 (记者 程帆){TEXT[0]}</p><p>　　{TEXT[1]}</p><p>　　{TEXT[2]}(完)</p></div><div class="adEditor"><span>【编辑:周泊】</span></div><div>更多精彩内容请进入社会频道</div><ul>{_LINKS}</ul></body></html>""",
        "潮新网",
        ("程帆",),
        lede="潮新社浅滩11月9日电 (记者 程帆)",
    ),
    # A label in h1, the outlet of the channel in the tail.
    "channel": Outlet(
        f"""<html><head><title>{HEADLINE}_岸电_渔港_供电</title><meta property="og:title" content="{HEADLINE}_岸电_渔港_供电"></head><body><div class="text-title"><h1>{HEADLINE}<span class="article-tag">原创</span></h1><div class="article-info"><span class="time">2022-11-09 08:21</span> <span>来源：<a>浅滩晚报</a></span> <span>发布于：浅滩市</span></div></div><article class="article" id="mp-editor"><p>原标题：渔港接岸电</p>{_paragraphs("")}<p>返回浪花，查看更多</p><p>责任编辑：</p></article><div class="statement">平台声明：该文观点仅代表作者本人，浪花号系信息发布平台，浪花仅提供信息存储空间服务。</div><span>阅读 (1024)</span></body></html>""",
        "浅滩晚报",
        (),
    ),
    # The editor under the reporter.
    "business": Outlet(
        f"""<html><head><title>{HEADLINE}|界岸新闻 · 地方</title></head><body><div class="article-header"><h1>{HEADLINE}</h1><p>一只插座，省下四成电费。</p></div><div class="article-info"><p><span>程帆 ·</span><span>2022/11/09 08:21</span><span>来源：界岸新闻</span></p></div><div class="article-content"><p>界岸新闻记者 | 程帆</p><p>界岸新闻编辑 | 周泊</p>{_paragraphs("")}</div><p>未经正式授权严禁转载本文，侵权必究。</p><div class="comment">评论</div></body></html>""",
        "界岸新闻",
        ("程帆",),
    ),
    # The paper only in the title.
    "daily": Outlet(
        f"""<html><head><title>{HEADLINE} - 浅滩时报</title></head><body><h1>{HEADLINE}</h1><p>浅滩时报 记者 程帆 编辑 周泊</p><p>2022-11-09 08:21</p><div id="contentStr"><p>浅滩时报讯（记者程帆）{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p><p>编辑 周泊</p><p>校对 李锚</p></div><div>进入App看更多热点</div></body></html>""",
        "浅滩时报",
        ("程帆",),
    ),
    # The writer in a line of its own, and again behind the text.
    "theory": Outlet(
        f"""<html><head><title>{HEADLINE} _光潮网</title></head><body><h1 class="u-title">{HEADLINE}</h1><div class="m-contentMsg">来源：<a>浅滩日报</a> 2022-11-09 08:21</div><div id="articleBox"><div class="u-mainText"><p>　　作者：程帆</p>{_paragraphs("")}<p>　　（本报记者 程帆）</p><div class="m-zbTool liability">[ 责编：周泊 ]</div></div></div><div>阅读剩余全文（）</div></body></html>""",
        "浅滩日报",
        ("程帆",),
    ),
    # Reporter and place behind the outlet.
    "united": Outlet(
        _TRADITIONAL(
            f"""<html><head><title>{HEADLINE} | 浅滩新闻 | 地方 | 联海新闻网</title><meta property="og:title" content="{HEADLINE} | 浅滩新闻 | 地方 | 联海新闻网"><meta property="article:author" content="https://a"></head><body><article><h1 class="article-content__title">{HEADLINE}</h1><section class="authors"><time>2022-11-09 08:21</time><span class="article-content__author">联海报/ 记者程帆／台南即时报导</span></section><section class="article-content__editor">{_paragraphs("")}</section></article><div>延伸阅读</div><ul>{_LINKS}</ul></body></html>"""
        ),
        None,
        ("程帆",),
    ),
    # The editor's name with a number behind the last sentence.
    "central": Outlet(
        _TRADITIONAL(
            f"""<html><head><title>{HEADLINE} | 地方 | 中海社 CHA</title></head><body><h1>{HEADLINE}</h1><div class="updatetime">2022/11/9 08:21（11/9 09:00 更新）</div><div class="paragraph"><p>（中海社记者程帆台南9日电）{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}（编辑：周泊）1111109</p></div><div class="paragraph moreArticle">请同意我们的隐私权规范，才能启用听新闻的功能。</div></body></html>"""
        ),
        None,
        ("程帆",),
    ),
    # A caption in bold over the reporter.
    "cloud": Outlet(
        _TRADITIONAL(
            f"""<html><head><title>{HEADLINE} | 海云地方 | 海云新闻云</title></head><body><h1 class="title">{HEADLINE}</h1><div><time class="date">2022年11月09日 08:21</time></div><div class="story"><p><strong>▲渔家在刷卡。（图／记者程帆摄）</strong></p><p>记者程帆／台南报导</p>{_paragraphs("")}</div></body></html>"""
        ),
        None,
        ("程帆",),
    ),
    # Two moments, a writer.
    "island": Outlet(
        _TRADITIONAL(
            f"""<html><head><title>{HEADLINE}｜岸电｜港闻</title></head><body><h1>{HEADLINE}</h1><div>撰文：程帆</div><div>出版： 2022-11-09 08:21 更新： 2022-11-09 09:00</div><article>{_paragraphs("")}</article><div>热门新闻</div><ul>{_LINKS}</ul></body></html>"""
        ),
        None,
        ("程帆",),
    ),
    # A special report of the paper's own.
    "bright": Outlet(
        _TRADITIONAL(
            f"""<html><head><title>{HEADLINE} - 20221109 - 要闻 - 每日明岸 - 明岸新闻网</title></head><body><h1>{HEADLINE}</h1><h6>2022年11月9日星期三</h6><article><p>【明岸专讯】{TEXT[0]}</p><p>{TEXT[1]}</p><p>{TEXT[2]}</p><p>明岸记者 程帆</p></article></body></html>"""
        ),
        None,
        ("程帆",),
    ),
    # Where it was printed stands behind the text.
    "printed": Outlet(
        f"""<html><head><title>{HEADLINE}--地方--岸民网 </title></head><body><div class="text_title"><h3>渔港换新颜</h3><h1>{HEADLINE}</h1><h4>另外两港明年春天换上</h4><p class="author">本报记者 程帆</p><div class="box01"><div class="fl">2022年11月09日07:23　　来源：<a>岸民网－岸民日报</a></div></div></div><div class="box_con">{_paragraphs("")}<p>　　《岸民日报》（ 2022年11月09日 07 版）</p></div></body></html>""",
        "岸民日报",
        ("程帆",),
    ),
    # Fields in meta tags.
    "fields": Outlet(
        f"""<html><head><title>{HEADLINE}_地方要闻_浅滩市政府门户</title><meta name="ArticleTitle" content="{HEADLINE}"><meta name="PubDate" content="2022-11-09 08:21"><meta name="ContentSource" content="浅滩日报"><meta name="Author" content="程帆"></head><body><div class="pos">您现在的位置：首页 &gt; 要闻</div><div class="title">{HEADLINE}</div><div>发布日期：2022-11-09 信息来源：浅滩日报 【字体：大 中 小】 浏览次数：12次</div><div class="TRS_Editor">{_paragraphs("")}</div><div>扫一扫在手机打开当前页</div><div>主办：浅滩市人民政府 网站标识码：000</div></body></html>""",
        "浅滩日报",
        ("程帆",),
    ),
    # No paragraphs but breaks.
    "breaks": Outlet(
        f"""<html><head><title>{HEADLINE}-海讯</title></head><body><h2>{HEADLINE}</h2><div>来源：浅滩日报 作者：程帆 时间：2022-11-09</div><div class="content">　　{TEXT[0]}<br><br>　　{TEXT[1]}<br>　　{TEXT[2]}<br>　　（责任编辑：周泊）</div></body></html>""",
        "浅滩日报",
        ("程帆",),
    ),
}
