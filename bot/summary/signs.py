"""What of a clause tells of news, of talk or of scenery: the patterns that the judge counts."""

from __future__ import annotations

import re

_RESULTS = re.compile(
    "签约|签署|签订|发布|出台|印发|公布|启动|开工|开建|建成|投产|投用|启用|荣获|获评|获批|获得|夺|通过|批准|决定|同意"
    "|推出|开通|成立|揭牌|挂牌|落户|落地|投资|突破|达到|达成|完成|死亡|身亡|遇难|受伤|抓获|被捕|判处|判决|处罚|罚款|起诉"
    "|施行|实施|执行|取消|暂停|调整|降至|升至|上市|收购|当选|任命|免去|举行|举办|开幕|闭幕|查处|缴获|逮捕|救出|发现|研发|研制"
)
_CHANGES = re.compile("增长|增加|提高|提升|上升|上涨|下降|下跌|减少|降低|缩短|扩大|超过|翻番|同比|环比|占")
_TALK = re.compile(
    "强调|指出|要求|高度重视|亲切|慰问|欣慰|深刻|积极|大力|切实|扎实|不断|进一步|全面|深入|着力|努力|奋力|携手|助力|赋能|谱写"
    "|新篇章|底色|抓手|为了|重要|添油|贡献|全力|坚持|牢固|树立|精神|引领|推动|加强|提供|保障|营造|氛围|认真|落实|贯彻|充分"
    "|有效|有力|良好|显著|明显|更好|越来越|共同|理念|初心|使命|担当|责任感|凝聚|合力|动力|活力|振奋|奠定|支撑|围绕|聚焦"
)
_SCENE = re.compile(
    "夜幕|清晨|傍晚|走进|走到|来到|映入|灯火|欢声|笑语|笑着|笑容|忙碌|热闹|阳光|春风|春日|雨后|鲜花|绿意|飘香|热情|掌声"
    "|音乐|眼前|只见|一派|景象|绚烂|璀璨|温暖|秋风|寒风|郁郁|葱葱|洋溢|如火如荼|熙熙攘攘|仿佛|好像"
)
_FEELING = re.compile(
    "高兴|开心|感动|自豪|激动|幸福|信心|满意|感谢|感慨|欣喜|喜悦|希望|相信|喜欢|难忘|热爱|梦想|骄傲"
)
_SPEECH = re.compile("表示|认为|介绍|坦言|说|告诉|称|看来|回忆|谈到|建议|呼吁|提出")
_FIRST_PERSON = re.compile("我们|咱|我(?![国市省县区州校军院党镇])|你|大家")
_FOREMOST = re.compile("首|第一|唯一|最|率先|全国|全省|全市|世界|全球|历史|纪录|新高")
_CAUSE = re.compile("因|由于|导致|造成|致|原因|引发|疑似")
_COMING = re.compile("将|预计|计划|拟|力争|到20|年底前|届时")
_NOTICE = re.compile(
    "报名|电话|地点|地址|时间|截至|截止|期限|起[，至]|免费|市民可|申请|对象|须|不得|禁止|可享|票价|符合"
)
_MONEY = re.compile("元")
_PEOPLE = re.compile(r"[\d余多]\s*(?:名|人|户|位)")
_SHARE = re.compile("%|百分之|倍|个百分点")
_UNITS = re.compile(
    r"\d[\d.,]{0,15}\s{0,2}[万亿多余千]{0,4}(?:元|吨|公里|米|个|家|人|名|户|亩|平方|度|件|台|辆|项|次|万|亿|%|千瓦|条|所|岁)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|昨日|昨天|今天|今日|本周")
_YEAR = re.compile(r"\d{4}年|今年|去年|目前|截至")
_DECIDED = re.compile(
    "会议(?:审议|通过|决定|听取|研究|原则)|审议通过|表决|任免|规划|方案|办法|条例|意见|措施|细则"
)
_CAUSED_TALK = re.compile(
    "以.{1,14}为(?:主题|契机|抓手|目标|核心|引领|主线)|旨在|是.{2,20}的(?:重要|关键|必然|基础)"
)
CONNECTED = re.compile("但|而|却|也|还|更|其中|同时|此外|据|并|这|该|其|他|她|它|不过|然而|因此|对此|为此")
LEADS = re.compile(
    r"^(?:.{0,12}(?:年|月|日|时|[分时日点]许|左右|近日|日前|上午|下午|凌晨|傍晚|晚上?|目前|今年以来|去年)[，,]|(?:据|记者从).*[，,]"
    r"|.*(?:表示|介绍|说|称|获悉|了解到|认为|显示|表明|消息)[，,：:])$"
)
_QUOTES = re.compile("[“”「」]")
_LIST = re.compile("、")
_QUESTION = re.compile("[？?！!…]")

_ALSO = re.compile("也(?!门|许)|还(?!原)|又|同样|更(?![新换名改替])|仍")
_HELD = re.compile("召开|举行|举办|开幕|闭幕|启幕|召集")
_POINTS = re.compile("[这那此该其](?!他|余|时|间|次|外|中)")

PATTERNS = {
    "also": _ALSO,
    "points back": _POINTS,
    "held": _HELD,
    "results": _RESULTS,
    "changes": _CHANGES,
    "talk": _TALK,
    "scene": _SCENE,
    "feeling": _FEELING,
    "speech": _SPEECH,
    "first person": _FIRST_PERSON,
    "foremost": _FOREMOST,
    "cause": _CAUSE,
    "coming": _COMING,
    "notice": _NOTICE,
    "money": _MONEY,
    "people": _PEOPLE,
    "share": _SHARE,
    "units": _UNITS,
    "digits": _DIGITS,
    "date": _DATE,
    "year": _YEAR,
    "decided": _DECIDED,
    "purpose": _CAUSED_TALK,
    "quotes": _QUOTES,
    "list": _LIST,
    "question": _QUESTION,
}
