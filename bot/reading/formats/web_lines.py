"""Lines of web pages that are no part of an article: who made the page, what one may do with it, notices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reading.pieces import Block
from bot.reading.traditional import simplified

LINE_LIMIT = 120
"""Characters; a longer line is text, whatever it begins with."""

_TAIL_LIMIT = 30
"""Characters of what heads a list."""

_NOTICE_LIMIT = 400
"""Characters of a notice about rights."""

_BETWEEN = re.compile(r"[\s：:、|｜/（()）\[\]【】»›>＞＋+·…-]+")
_LABEL = re.compile(
    r"(?:分享(?:[到至给])?|转发|转载|收藏|点赞|推荐|评论|打印|打印本[页文]|保存|纠错|报错|投诉|举报|举报反馈|订阅|关注|复制链接|网友评论"
    r"|我要评论|发表评论|查看评论|参与评论|我来说两句|已输入\s?0\s?字|登录|注册|免注册|快速登录|退出|首页|返回(?:首页|列表|顶部|上一?级)"
    r"|关闭(?:窗口|本页)?|上一[篇页条]|下一[篇页条]|阅读下一篇|阅读原文|阅读全文|展开全文|查看原文|查看更多|加载更多|更多|详情|字[号体]"
    r"|[大中小超]{1,4}|[繁简]|无障碍|设为首页|加入收藏|添加收藏夹?|微信|微博|新浪微博|腾讯微博|QQ|QQ空间|QQ好友|朋友圈|微信好友"
    r"|微信扫一扫.{0,12}|扫一扫.{0,20}|扫码.{0,20}|用微信扫.{0,30}|(?:打开|下载)(?:APP|客户端).{0,12}|返回.{1,8}查看更多|知道了|发送中|已留言|已收藏!?"
    r"|点击(?:进入专题|查看|播放|加载).{0,12}|播放|暂停|原创|[赞踩]|\d{1,6}|责任编辑|返回|搜索|导航|版权声明|相关稿件|热词|关键词|标签"
    r"|听新闻|语音播报|倍速|倒计时)"
)
"""Buttons, and other single words that ask a reader to do something."""
_LABELS = 12
_PART_DIGITS = 2

_MAKERS = re.compile(
    r"[\s（(【\[]{0,4}(?:【纠错】)?\s?(?:责任编辑|责编|本文责编|文字编辑|图文编辑|值班编[委辑]|执行编辑|网络?编辑|编辑|编审|校对|审校|审核|初审|复审|终审|一审|二审|三审|监制|"
    r"总监制|主编|副主编|统筹|策划|美编|排版|设计|制作|终审|签发|录入|发稿|来源|稿源|信息来源|稿件来源|文章来源|本文来源|图片来源|资料来源|来源于|新闻来源)"
    r"\s?[：:｜|/／丨]\s?\S.{0,60}"
)
_ORIGINAL = re.compile(r"[\s（(【\[]{0,4}(?:本文)?原(?:标题|题|文标题|文题目)\s?(?:[：:]|[为是]《).{1,80}")
_MOMENT = re.compile(
    r"(?:(?:发布|发表|更新|最后更新)?(?:时间|日期|于)?\s?[：:]?\s?(?:\d{4}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|今天|昨天|前天|刚刚)"
    r"[\sT]*(?:\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}\s?(?:秒|分钟|小时|天|周|个?月|年)前"
)
"""A moment, such as comments and items of lists have."""

_WHERE = re.compile(
    r"(?:您?(?:所在的?|现在的?|当前的?)?位置|当前位置|现在位置|您的位置|栏目)\s?(?:是|为)?\s?[：:].*|首页\s?[>›»＞/]+.*|.{0,20}[>›»＞]{1,2}\s?正文"
)
_COUNTED = re.compile(
    r"(?:(?:浏览|阅读|点击|访问|评论|点赞|跟贴|人气|热度)(?:次?数|量|人次|人数)?\s?[：:]?\s?\d*\s?(?:次|条|人|\+)?\s?)+"
    r"|\d+\s?(?:人|条|次)?(?:参与|跟贴|评论|阅读|浏览|赞|回复)+.{0,6}|评论\s?[（(]\s?\d*\s?[)）].{0,8}"
)
_RIGHTS = re.compile(
    r"版权(?:所有|归|声明)|不得转载|严禁转载|转载请(?:注明|联系)|(?:免责|特别|郑重|风险|版权)(?:声明|提示)|Copyright|©|ICP备|ICP证"
    r"|公网安备|All Rights Reserved"
    r"|(?:不|并不?)代表本?(?:网|站|报|台|平台|公司|社)|仅代表(?:作者|其)?(?:本人|个人)|与本[网站]无关"
    r"|不构成.{0,6}投资建议|信息网络传播视听|网友评论仅供|发送邮件至|对(?:此|本)文[亦也均]?(?:有贡献|做出贡献)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"未经.{0,12}(?:授权|许可|允许|同意)|(?:举报|报料|爆料|违法).{0,12}(?:电话|邮箱|热线|信息)|新闻线索|联系电话[：:]|举报邮箱"
    r"|侵权.{0,12}(?:删除|联系)|联系我们|关于我们|广告(?:服务|合作)|网警|(?:主办|承办)单位[：:]|技术支持[：:]|许可证(?:号|编号)?[：:]"
    r"|投稿(?:邮箱|热线)[：:]|下载.{0,12}(?:客户端|APP)|添加.{0,6}微信|关注.{0,12}(?:公众号|官方微信|客户端)"
    r"|感谢您的(?:反馈|阅读|支持)|欢迎(?:关注|扫码|订阅|投稿)|更多.{0,12}(?:资讯|新闻|精彩|内容).{0,12}(?:请|关注|下载|点击|访问|尽在)",
    re.IGNORECASE,
)
"""What asks or tells readers something; reports may tell of the like."""
_ASKED_WITHIN, _ASKED_LIMIT = 6, 40
"""Characters within which it begins, and those of a line that is nothing else."""

_SENTENCE = re.compile(r"[。！？]")

_TAIL = re.compile(
    r"[\s【\[（(■●◆★▶>|｜]{0,4}(?:"
    r"(?:相关|热门|热点|推荐|精彩|更多|最新|猜你|编辑|频道|今日|本周|一周|本网|大家|新闻|图片|视频|为您|延伸|网友|精选|热评|独家|往期|文章|近期|本文|同类|其他|站内)"
    r"{1,2}(?:推荐|阅读|新闻|文章|报道|链接|资讯|内容|热点|热词|专题|搜索|热搜|聚焦|评论|稿件|排行榜?|排行|头条|图集|喜欢|在看|关注|视频|图片|信息|话题|精选|回顾|导读|标签|榜单?|播放|下载|产品|课程)"
    r"|推荐(?:阅读|新闻|给您|您看)?|热词|跟[贴帖]热词|网易热搜.{0,6}|态度原创|热门跟贴|跟贴|最新评论|热门评论|网友评论|全部评论|评论(?:区)?\s?(?:[（(]\s?\d*\s?[)）])?|发表评论|我要评论|文明上网.{0,20}"
    r"|股市直播|新媒体实验室|作者最近文章|点击排行|阅读排行|新闻排行|排行榜|24小时.{0,8}|48小时.{0,8}|你可能.{0,8}|猜你喜欢|为你推荐|大家都在.{1,3}|延伸阅读|延伸\s?·\s?推荐|观察员评论.{0,6}|全部评论.{0,6}|阅读下一篇|下一篇.{0,2}|上一篇.{0,2}|热图|图集|精彩图片"
    r"|特别声明|免责声明|版权声明|郑重声明|相关标签|关键词?|标签|关键字|友情链接|网站地图|扫码.{0,10}|微信扫一扫.{0,20}|返回首页|关于我们|联系我们"
    r")[\s】\]）)：:>›»|｜…]{0,4}(?:更多)?[\s>›»]{0,4}"
)
"""What heads the lists and notices behind an article."""


def is_notice(line: str) -> bool:
    """Whether a line tells of the page and not of what happened: buttons, makers, rights, counters."""
    text = simplified(line.strip())
    if len(text) <= LINE_LIMIT and any(
        form.fullmatch(text) for form in (_ORIGINAL, _WHERE, _MOMENT, _COUNTED)
    ):
        return True
    # In an interview 编辑： is who asks.
    if len(text) <= LINE_LIMIT and _MAKERS.fullmatch(text) and not _SENTENCE.search(text):
        return True
    if len(text) <= LINE_LIMIT and _is_label(text):
        return True
    if len(text) > _NOTICE_LIMIT:
        return False
    if asked := _ASKED.search(text):
        return asked.start() < _ASKED_WITHIN or (len(text) <= _ASKED_LIMIT and not _SENTENCE.search(text))
    rights = _RIGHTS.search(text)
    # A report may speak of rights too, in one of its sentences.
    return rights is not None and (len(_SENTENCE.findall(text)) <= 1 or rights.start() < _ASKED_LIMIT)


def _is_label(text: str) -> bool:
    words = list(filter(None, _BETWEEN.split(text)))
    # A small number alone may head a part of the text.
    named = any(not word.isdigit() or len(word) > _PART_DIGITS for word in words)
    return named and len(words) <= _LABELS and all(map(_LABEL.fullmatch, words))


def heads_a_tail(line: str) -> bool:
    """Whether a line heads what stands behind an article: recommendations, comments, notices."""
    return len(line) <= _TAIL_LIMIT and _TAIL.fullmatch(simplified(line.strip())) is not None


def without_notices(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of an article without notices among them and the tail behind it."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if place * 2 >= len(blocks) and heads_a_tail(block.text):
            break
        if not is_notice(block.text):
            kept.append(block)
    return kept
