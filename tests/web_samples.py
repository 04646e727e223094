"""Saved pages in the manner of e-paper systems, written for the tests."""

from __future__ import annotations

BY_COMMENT = """<!DOCTYPE html><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>渡口改建成江畔书房-临江晚报</title><script>var ih = 1;</script></head><body>
<ul><li><a href="node_2.htm">第01版：要闻</a></li><li><a href="node_3.htm">第A03版：民生</a></li></ul>
<!--enpproperty <articleid>88</articleid><date>2024-04-03 00:00:00.0</date>
<author>本报记者 林秋实 何一川</author><title>渡口改建成<br/>江畔书房</title><keyword>书房</keyword>
<subtitle>百姓家门口多了&quot;阅读角&quot;</subtitle><introtitle><p>老码头有了新去处</p></introtitle>
<siteid>2</siteid><nodeid>3</nodeid><nodename>A03版：民生</nodename>/enpproperty-->
<div id="ozoom"><founder-content><!--enpcontent-->
<P>　　4月2日，改建后的临江渡口第一次点灯，候船厅里摆进了六千册图书。</P>
<P><b>一张借书证</b></P>
<P>　　市图书馆介绍，全城十七个书房凭一张借书证都能借还。</P>
<table><tr><td><img src="a.jpg"></td></tr><tr><td>图为市民在书房里看书。 何一川 摄</td></tr></table>
<table><tr><td>书房</td><td>册数</td></tr><tr><td>渡口</td><td>6000</td></tr><tr><td>钟楼</td><td>4200</td></tr>
</table><P>　　责任编辑：周小满</P>
<!--/enpcontent--></founder-content></div>
<div>上一篇 下一篇</div></body></html>"""

BY_META = """<html><head><meta charset="utf-8"><title>数字报</title>
<meta name="founder-title" content="山乡电商走进直播间">
<meta name="founder-introtitle" content="小果园连着大市场">
<meta name="founder-subtitle" content="三百农户开起网店">
<meta name="founder-author" content="通讯员 石莹">
<meta name="founder-date" content="2024年05月06日">
<meta name="founder-page" content="07">
<meta name="founder-newspaper" content="云岭日报"></head><body>
<div class="nav">首页 往期回顾</div>
<div id="articleContent"><p>　　清早六点，云岭镇的果园里已经支起了手机架。</p>
<div class="imgdesc">果农在直播间里介绍新摘的樱桃。</div>
<p>　　一上午，两百箱樱桃卖到了十一个省份。</p></div></body></html>"""

BY_LINES = """<html><head><meta charset="utf-8"><title>河道清出一湾碧水--海陵日报</title></head><body>
<div class="article"><h3>治水三年见成效</h3><h1>河道清出一湾碧水</h1><h2>沿岸新增绿道十二公里</h2>
<p class="sec">本报记者 赵启明 <span>《海陵日报》（2024年04月03日 第 05 版）</span></p>
<div id="ozoom"><!--enpcontent--><p>　　三年前，这条河夏天绕着走。如今岸边跑步的人一早就排成了队。</p>
<p>　　截至3月底，全线清淤四十六万立方米。</p><!--/enpcontent--></div>
<!--enpcontent--><p>　　三年前，这条河夏天绕着走。如今岸边跑步的人一早就排成了队。</p>
<p>　　截至3月底，全线清淤四十六万立方米。</p><!--/enpcontent-->
</div></body></html>"""

ORDINARY = """<html><head><meta charset="utf-8"><title>夜校开到社区里 - 江城新闻网</title>
<meta property="og:site_name" content="江城日报"><meta property="article:published_time" content="2024-04-03">
</head><body><nav><a href="/">首页</a><a href="/a">国内</a></nav><article><h1>夜校开到社区里</h1>
<p>晚上七点，文昌社区的活动室坐满了人，书法、木工和手机摄影三门课同时开讲，最远的学员坐了八站公交车。</p>
<p>社区书记说，夜校第一学期收了一百六十名学员，大半是下了班的年轻人，报名那天三分钟就满额了。</p>
<h2>老师就在身边</h2>
<p>木工课的老师是住在三号楼的退休师傅，带来的刨子比不少学员的年纪还大，第一课教的是怎样把一块木板刨平。</p>
</article><div class="comments"><p>楼下网友：沙发，顶一个，我也要报名参加学习木工手艺。</p></div>
<footer>版权所有</footer></body></html>"""

CONTENTS = """<html><head><meta charset="utf-8"><title>临江晚报</title></head><body>
<a href="../../index.htm">往期</a><a href="node_1.htm">第A01版：要闻</a><a href="node_3.htm">第A03版：民生</a>
<map><area href="content_88.htm"></map><ul>
<li><a href="content_88.htm">渡口改建成江畔书房</a></li><li><a href="content_89.htm">公交加开夜班</a></li>
<li><a href="/html/2024-04/02/content_80.htm">昨天的消息</a></li>
<li><a href="http://ads.example/2024-04/03/content_1.htm">广告</a></li>
<li><a href="page.pdf">版面PDF</a></li><li><a href="javascript:void(0)">翻页</a></li></ul></body></html>"""
CONTENTS_ADDRESS = "http://paper.example/html/2024-04/03/node_1.htm"
