"""The length of a post as X counts it.

Source of the first table: the 24 cases of `WeightedTweetsWithDiscountedEmojiCounterTest` in `conformance/validate.yml` of
the public repository twitter/twitter-text, repetitions written as such. The second table holds what version 3.1.0 of that
library, with the emoji of twemoji-parser 14, answered in November 2026.
"""
# ruff: noqa: RUF001 - the cases are about unusual characters

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.text import LINK_LENGTH, MAX_WEIGHTED_LENGTH, weighted_length
from proviso.text.links import link_spans

TENS = "xxxxxxxxxx-"
POEM = (
    "故人西辞黄鹤楼，烟花三月下扬州。孤帆远影碧空尽，唯见长江天际流。朱雀桥边野草花，乌衣巷口夕阳斜。旧时王谢堂前燕，飞入寻常百姓家。"
    "朝辞白帝彩云间，千里江陵一日还。两岸猿声啼不住，轻舟已过万重山。泪湿罗巾梦不成，夜深前殿按歌声。红颜未老恩先断，斜倚薰笼坐到明。"
    "独在异乡为异客，每逢佳节倍思亲。遥知兄弟登高处，遍插茱萸少一人。"
)
LONG = "https://" + "somesuperlongurl" * 249 + ".com/foo"
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
KANA = "あいうえおかきくけこ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hi http://test.co", 26, id="regular post with a link"),
        pytest.param("http://test.co", 23, id="just a link"),
        pytest.param("285 chars-" + TENS * 25, 285, id="long post"),
        pytest.param("285 chars- http://www.twitter.com/jack " + TENS * 24, 299, id="link in the middle"),
        pytest.param(TENS * 24 + " http://www.twitter.com/jack ", 289, id="link at the end"),
        pytest.param("https://www.twitter.com/aloha " * 10, 240, id="ten links"),
        pytest.param(POEM, 320, id="160 Chinese characters"),
        pytest.param("😷" * 160, 320, id="160 emoji"),
        pytest.param("the" + POEM, 323, id="3 Latin and 160 Chinese characters"),
        pytest.param("282 chars-" + TENS * 24 + "xxxxx" + "A\u0301" + "x", 281, id="composed near the end"),
        pytest.param("H🐱☺👨‍👩‍👧‍👦", 7, id="one, two and many code units"),
        pytest.param("😷👾😡🔥💩", 10, id="emoji"),
        pytest.param("🙋🏽👨‍🎤", 4, id="emoji with skin tone and profession"),
        pytest.param(
            "This is a tweet with general punctuation characters: \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
            "\u2009\u200a\u200b ‐ ‑ ‒ – — ― ‖  ‗ ‘ ’ ‚ ‛ “ ” „ ‟ ′ ″ ‴ ‵ ‶ ‷",
            110,
            id="general punctuation",
        ),
        pytest.param(f"{LONG} {LONG} {LONG} https://validurl.com", 12_079 - 53, id="labels too long for a domain"),
        pytest.param("randomurl" * 7 + "s.com", 68, id="a label of 64 characters"),
        pytest.param(KANA * 12 + " http://" + KANA * 5 + "あいう.com", 358, id="a label too long in punycode"),
        pytest.param(KANA * 12 + " http://" + KANA * 5 + "あい.com", 264, id="a label that just fits in punycode"),
        pytest.param(FAMILY * 140, 280, id="140 families"),
        pytest.param("1\u20e3", 2, id="keycap"),
        pytest.param(f"Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; {SCOTLAND}", 34, id="emoji of Unicode 10"),
        pytest.param("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29, id="emoji of Unicode 9"),
        pytest.param("ABC\u202a\uffffABC\ufffe", 12, id="invalid characters"),
        pytest.param("\u2066\u202ahttp://foobar.پاکستان/\u202c\u2069", 31, id="direction marks"),
    ],
)
def test_the_published_cases_hold(text: str, expected: int) -> None:
    assert weighted_length(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visit ssa.gov.", 30),
        ("See (https://www.ssa.gov/benefits_(old)) now", 33),
        ("mail a@ssa.gov", 14),
        ("@ssa.gov", 8),
        ("#ssa.gov", 8),
        ("$ssa.gov", 8),
        ("ssa.gov/a,b,", 24),
        ("ssa.gov?x", 25),
        ("ssa.gov:80", 26),
        ("ssa.gov:80/a", 23),
        ("HTTPS://WWW.SSA.GOV/A", 23),
        ("http://user:pw@ssa.gov", 22),
        ("http://ssa_gov.us.gov", 23),
        ("http://a.b_c.gov", 16),
        ("e.g. v2.0 U.S. 10.5", 19),
        ("end.The next", 12),
        ("end.to do", 26),
        ("xn--80ak6aa92e.com", 23),
        ("日本.com", 8),
        ("http://日本.com", 23),
        ("日本.ssa.gov", 28),
        ("éa.com", 24),
        ("ssa.gov-x", 9),
        ("ssa.gov@x", 9),
        ("/ssa.gov", 8),
        ("-ssa.gov", 8),
        ("ssa.gov日本", 27),
        ("a.com.b", 25),
        ("one.com,two.gov;three.org", 71),
        ("http://t.co/abcdefgh/more", 28),
        ("https://t.co/" + "a" * 41, 54),
        ("http://127.0.0.1", 16),
        ("пример.рф", 9),
        ("http://ПРИМЕР.РФ/путь", 23),
        ("http://twitter.com/これは日本語です。example.com中国語", 70),
        ("http://xn--日.рф", 16),
        ("é_日.com/http://b.com", 21),
        ("a.com:80http://b.com", 38),
        ("http://a.com/" + "a" * 4076, 23),
        ("http://a.com/" + "a" * 4077, 4090),
        ("©", 1),
        ("©\ufe0f", 2),
        ("☎\ufe0f", 2),
        ("☺\ufe0e", 4),
        ("⌚\ufe0f", 2),
        ("😀\ufe0f", 4),
        ("🏽", 2),
        ("🇺🇸🇬🇧", 4),
        ("❤\ufe0f\u200d🔥", 2),
        ("\u200b", 1),
        ("\u2060", 2),
        ("\u10ff", 1),
        ("\u1100", 2),
        ("\ud83d", 2),
        ("…", 2),
        ("€", 2),
    ],
)
def test_the_library_counts_the_same(text: str, expected: int) -> None:
    assert weighted_length(text) == expected


def test_a_line_break_of_two_characters_is_one_as_in_the_composer() -> None:
    assert weighted_length("a\r\nb") == 3


def test_the_limits_are_those_of_configuration_3() -> None:
    assert (MAX_WEIGHTED_LENGTH, LINK_LENGTH) == (280, 23)


@given(st.text(st.characters(exclude_categories=())))
def test_every_text_has_a_length(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert 0 <= weighted_length(text) <= max(2, LINK_LENGTH) * len(composed)


@given(
    st.lists(st.sampled_from(["a", "é", "日", "😀", ".", "-", "_", "/", "@", ".com", "http://", "(", "?", "𝗛"])).map(
        "".join
    )
)
def test_links_follow_each_other_and_hold_a_full_stop(text: str) -> None:
    end = 0
    for start, stop in link_spans(text):
        assert end <= start < stop <= len(text)
        assert "." in text[start:stop]
        end = stop


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a-",
        "a-a.",
        "a_b.",
        "é-é.",
        "日",
        "日.",
        "com.",
        "x.com/(a(",
        "http://",
        "http://a.com/(",
        "U.S.",
        "👩\u200d",
        "1\ufe0f\u20e3",
    ],
)
def test_no_text_is_slow(unit: str) -> None:
    """A grammar that backtracks takes thousands of times as long as for a plain text."""

    def cost(text: str) -> float:
        begin = time.process_time()
        weighted_length(text)
        return time.process_time() - begin

    plain = min(cost("Benefits arrive on Friday, see ssa.gov/pay. 😀 " * 430) for _ in range(3))

    assert cost(unit * (20_000 // len(unit))) < 200 * plain
