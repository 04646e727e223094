from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.message.chart import COLOURS, daily_chart

DAYS = [date(2024, 3, 21) + timedelta(days=each) for each in range(14)]


@pytest.mark.parametrize("value", [0, 1, 9_999, 120_000, 2_500_000])
def test_a_chart_is_a_picture_with_a_bar_where_something_happened(value):
    panels = [[0] * 13 + [value], [value] * 14, [0] * 14]
    image = Image.open(BytesIO(daily_chart(DAYS, panels)))
    assert image.format == "PNG"
    assert image.width <= 1000
    first = image.crop((60, 0, image.width, image.height // 3)).convert("RGB")
    colour = tuple(int(COLOURS[0][each : each + 2], 16) for each in (1, 3, 5))
    assert (colour in {each for _, each in first.getcolors(100_000)}) == (value > 0)
