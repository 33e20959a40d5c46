"""Texts for tests that must hold for every text."""
# ruff: noqa: RUF001 - characters that mislead are meant

from __future__ import annotations

from hypothesis import strategies as st

# Every code point there is, lone surrogates too, and more often those that join, vanish, spread or mislead.
TRICKY = (
    "aei19 .-\n\r\u0301\u0308\u0336\u20e3\ufe0f\u200d\u200b\u00ad\u2028\u0085АеосрЖΑο½ﬁ…™ｶﾞﾊﾟㅏㄱ한\u1161\u11a8\u1100İıß\u0344٣"
    "\u064bक\u093c\u0903\U0001d15e\u034f\u3164🅰🇺👩\ud83d\ude00\ufdd0\ufdd1\ufdd2\uffff🔟´≠\u0338ꜱ\u3099が"
)
TEXTS = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(TRICKY)), max_size=40)
