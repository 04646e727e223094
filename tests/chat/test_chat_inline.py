async def test_words_typed_in_any_chat_find_articles(house):
    entry = house.publish("氢能公交上线", "首批三十辆。")
    [answer] = await house.person().inline("氢能")
    [result] = answer.results
    assert result["title"] == "氢能公交上线"
    assert result["id"] == str(entry.id)
    assert "首批三十辆" in result["input_message_content"]["message_text"]
    [[button]] = result["reply_markup"]["inline_keyboard"]
    assert button["url"].endswith(f"?start=a_{entry.id}")


async def test_inline_results_come_in_pages(house):
    for number in range(13):
        house.publish(f"氢能消息第{number:02}条")
    reader = house.person()
    [first] = await reader.inline("氢能")
    [second] = await reader.inline("氢能", "10")
    titles = [result["title"] for result in (*first.results, *second.results)]
    assert len(first.results) == 10
    assert len(set(titles)) == 13


async def test_no_words_and_odd_offsets_are_no_error(house, caplog):
    house.publish("氢能公交上线")
    reader = house.person()
    for query, offset in (
        ("", ""),
        ("   ", ""),
        ("氢能", "x"),
        ("氢能", "-5"),
        ("\"'*", ""),
        ("长" * 256, ""),
    ):
        assert len(await reader.inline(query, offset)) == 1
    assert not caplog.records


async def test_outsiders_find_nothing_inline(house):
    house.settle(access="private")
    house.publish("氢能公交上线")
    [answer] = await house.person().inline("氢能")
    assert answer.results == ()


async def test_drafts_are_not_found_inline(house):
    house.publish("氢能公交上线", draft=True)
    [answer] = await house.person().inline("氢能")
    assert answer.results == ()
