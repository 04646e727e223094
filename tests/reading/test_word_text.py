"""What text a Word document holds, in which order."""

from __future__ import annotations

import pytest
from word_samples import STYLES, package, paragraph, relationships, root, run, table, word

from bot.errors import UnreadableFile
from bot.reading.documents import read_document
from bot.reading.formats.word import parts_of_word

HEAD = "渡口改建成江畔书房"
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
HIDDEN = '<w:rStyle w:val="Hidden"/>'
CODE = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"


def texts(body: str, **notes: str) -> list[str]:
    return [part.text for part in parts_of_word(word(body, **notes), "a.docx")]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{run('书房由')}<w:ins>{run('市图书馆')}</w:ins>{run('建成。')}", "书房由市图书馆建成。"),
        (
            f"{run('藏书')}<w:del><w:r><w:delText>五千</w:delText></w:r></w:del><w:ins>{run('六千')}</w:ins>"
            f"{run('册。')}",
            "藏书六千册。",
        ),
        (f"<w:ins><w:del>{run('没有')}</w:del>{run('有')}</w:ins>{run('书。')}", "有书。"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>{run('码头。')}", "新码头。"),
        (f"<w:smartTag><w:smartTag>{run('临江')}</w:smartTag></w:smartTag>{run('渡口。')}", "临江渡口。"),
        (f"<w:customXml>{run('临江')}</w:customXml>{run('渡口。')}", "临江渡口。"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('临江')}</w:sdtContent></w:sdt>{run('渡口。')}", "临江渡口。"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>{run('渡口。')}",
            "渡口。",
        ),
        (f"<w:hyperlink><w:ins>{run('临江')}</w:ins></w:hyperlink>{run('渡口。')}", "临江渡口。"),
        (f'<w:fldSimple w:instr="DATE">{run("4月3日")}</w:fldSimple>{run("。")}', "4月3日。"),
        (f"{BEGIN}{CODE}{SEPARATE}{run('临江')}{END}{run('渡口。')}", "临江渡口。"),
        (f"{BEGIN}{CODE}{BEGIN}{CODE}{SEPARATE}{run('隐')}{END}{SEPARATE}{run('显')}{END}", "显"),
        (
            f"<w:r><w:ruby><w:rt>{run('dù')}</w:rt><w:rubyBase>{run('渡')}</w:rubyBase></w:ruby></w:r>{run('口。')}",
            "渡口。",
        ),
        (f"<m:oMath><m:r><m:t>CO₂</m:t></m:r></m:oMath>{run('排放。')}", "CO₂排放。"),
        (f"{run('只给编辑看', '<w:vanish/>')}{run('渡口。')}", "渡口。"),
        (run("只给编辑看", HIDDEN) + run("渡口。"), "渡口。"),
        (f"<w:bdo><w:dir>{run('渡口。')}</w:dir></w:bdo>", "渡口。"),
    ],
)
def test_what_a_paragraph_says_when_its_changes_are_accepted(inside, text):
    assert texts(paragraph(inside)) == [text]


def test_a_field_that_never_ends_takes_nothing_from_later_paragraphs():
    assert texts(paragraph(f"{run('渡口')}{BEGIN}{CODE}") + paragraph("次日开放。")) == ["渡口", "次日开放。"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>"])
def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next(mark):
    body = (
        paragraph("书房今天", properties=f"<w:rPr>{mark}</w:rPr>") + paragraph("开放。") + paragraph("免费。")
    )
    assert texts(body) == ["书房今天开放。", "免费。"]


def test_a_paragraph_that_was_deleted_whole_leaves_nothing():
    gone = paragraph(
        "<w:del><w:r><w:delText>旧稿。</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>"
    )
    assert texts(paragraph("新稿。") + gone + paragraph("完。")) == ["新稿。", "完。"]


def test_a_text_box_in_two_forms_is_read_once_after_its_paragraph():
    box = paragraph("延伸阅读：书房地图。")
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{box}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph(both + run("书房开放。"))) == ["书房开放。", "延伸阅读：书房地图。"]


def test_a_text_box_of_the_old_form_alone_is_read():
    inside = f"<w:txbxContent>{paragraph('地图。')}</w:txbxContent>"
    old = f"<w:r><w:pict><v:textbox>{inside}</v:textbox></w:pict></w:r>"
    picture = (
        f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(paragraph(old)) == texts(paragraph(picture)) == ["地图。"]


def test_notes_follow_the_paragraph_and_never_part_a_headline_from_its_byline():
    mark = '<w:r><w:{kind}Reference w:id="2"/></w:r>'
    body = (
        paragraph(run(HEAD) + mark.format(kind="footnote"), "heading1")
        + paragraph("本报记者 林秋实")
        + paragraph(run("书房今天开放。") + mark.format(kind="endnote"))
        + paragraph("次日免费。")
    )
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>'
    told = texts(
        body,
        footnotes=f'{separator}<w:footnote w:id="2">{paragraph("原渡口建于1952年。")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{paragraph("据市图书馆统计。")}</w:endnote>',
    )
    assert told == [
        HEAD,
        "本报记者 林秋实",
        "书房今天开放。",
        "原渡口建于1952年。",
        "据市图书馆统计。",
        "次日免费。",
    ]


def test_content_controls_hold_paragraphs_tables_rows_and_cells():
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def cell(inside: str) -> str:
        return f"<w:tc>{paragraph(inside)}</w:tc>"

    row = f"<w:tr>{cell('渡口')}{control(cell('6000'))}</w:tr>"
    body = control(
        paragraph("书房开放。") + f"<w:tbl>{control(row)}<w:tr>{cell('东街')}{cell('900')}</w:tr></w:tbl>"
    )
    assert texts(body) == ["书房开放。", "渡口 ｜ 6000", "东街 ｜ 900"]


def test_rows_and_cells_that_were_deleted_are_out():
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc></w:tr>"
    cut = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('旧')}</w:tc>"
    row = f"<w:tr><w:tc>{paragraph('渡口')}</w:tc>{cut}<w:tc>{paragraph('6000')}</w:tc></w:tr>"
    assert texts(f"<w:tbl>{gone}{row}</w:tbl>") == ["渡口 ｜ 6000"]


def test_a_table_that_lays_the_text_out_is_read_as_text():
    long = "全城十七个书房凭一张借书证都能借还。" * 4
    cells = paragraph("渡口书房。") + table(("东街", "900")) + paragraph(long)
    assert texts(table(("正文", cells))) == ["正文", "渡口书房。", "东街 ｜ 900", long]
    assert texts(table(("书房开放。",), ("次日免费。",))) == ["书房开放。", "次日免费。"]


def test_lines_of_the_table_of_contents_are_no_text():
    assert texts(paragraph(f"{HEAD} 3", "toc1") + paragraph("书房开放。")) == ["书房开放。"]


def test_a_document_that_refers_to_what_is_not_there_is_read():
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(
            {"thumbnail": "docProps/none.jpeg", "officeDocument": "/word/document2.xml"}
        ),
        "word/document2.xml": root("document", f"<w:body>{paragraph('书房开放。')}</w:body>"),
        "word/_rels/document2.xml.rels": relationships(
            {"image": "../NULL", "styles": "styles.xml", "footnotes": "broken.xml"}
        ),
        "word/broken.xml": "<w:footnotes",
    }
    [page] = read_document(package(parts), "a.docx").pages
    assert page.articles[0].paragraphs == ("书房开放。",)


def test_strict_documents_are_read_too():
    strict = root("document", f"<w:body>{paragraph('书房开放。')}</w:body>").replace(
        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
    )
    [page] = read_document(
        package({"[Content_Types].xml": "<Types/>", "word/document.xml": strict}), "a.docx"
    ).pages
    assert page.articles[0].paragraphs == ("书房开放。",)


@pytest.mark.parametrize(
    "document", ["<w:document", root("document", ""), "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", ""]
)
def test_a_document_that_is_broken_itself_is_refused_by_name(document):
    data = package(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/styles.xml": STYLES}
    )
    with pytest.raises(UnreadableFile, match=r"a\.docx: it is no whole Word document"):
        read_document(data, "a.docx")
