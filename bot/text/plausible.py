"""Whether characters are Chinese text or chance: text uses a few hundred of them most of the time."""

from __future__ import annotations

SAMPLE = 20_000
"""Characters that are looked at."""

_COMMON = frozenset(
    "的一是在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外"
    "天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很"
    "情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她"
    "手角期根论运农指几九区强放决西被干做必战先回则任取據處這國為個來時們會發動過說產種電裡機當點從業應開還與關數線氣變條"
    "沒結問軍題黨員設長資邊級圖統較組見計運幾區強戰則報記訊"
)


def common_share(text: str) -> float:
    """How many of the characters beyond ASCII are among the commonest Chinese ones; plain Chinese has over
    a third."""
    foreign = [character for character in text[:SAMPLE] if character > "\x7f" and character.isalnum()]
    if not foreign:
        return 0.0
    return sum(character in _COMMON for character in foreign) / len(foreign)
