"""Text without a mark of its encoding is read right or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.sources.files.legacy import by_evidence
from monitoring.sources.files.said import Refusal

WORDS = {
    "cp1251": "Герoин героин Россия Южно-Сахалинск ОПИЙ Таджикистан область граница Хорог Україна Київ място".replace("o", "о"),
    "koi8_r": "героин Россия Южно-Сахалинск ОПИЙ Таджикистан область граница Хорог",
    "cp866": "героин Россия Южно-Сахалинск ОПИЙ Таджикистан область граница Хорог",
    "cp1256": "العراق البصرة كبتاجون سوريا حلب حشيش الأردن المخدرات هروين",
    "cp1252": "Orléans héroïne Bénin séché España Cádiz Perú Huánuco Nariño Bogotá Zürich Malmö",
}  # fmt: skip


def _codec(tmp_path_factory, content: bytes) -> str | None:
    path = tmp_path_factory.mktemp("legacy") / "a.csv"
    path.write_bytes(content)
    try:
        return by_evidence(path)[0]
    except Refusal as refusal:
        assert refusal.remedy.template
        return None


@given(st.sampled_from(sorted(WORDS)), st.randoms(use_true_random=False), st.integers(3, 30))
@settings(max_examples=80, deadline=None)
def test_words_of_a_language_are_never_read_as_others(tmp_path_factory, codec, random, count):
    words = random.choices(WORDS[codec].split(), k=count)
    text = "country,place\n" + "\n".join(f"{word},{at}" for at, word in enumerate(words))
    found = _codec(tmp_path_factory, text.encode(codec))
    assert found is None or text.encode(codec).decode(found) == text


@pytest.mark.parametrize("codec", WORDS)
def test_a_table_of_such_words_is_read(tmp_path_factory, codec):
    text = "country,place\n" + "\n".join(f"{word},1" for word in WORDS[codec].split())
    assert _codec(tmp_path_factory, text.encode(codec)) == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [*WORDS.values(), "Herat Kabul opium"])
def test_utf_16_is_known_by_its_letters(tmp_path_factory, codec, words):
    text = "country,place\r\n" + "\r\n".join(words.split())
    assert _codec(tmp_path_factory, text.encode(codec)) == codec


def test_what_could_be_polish_or_anything_is_asked_for(tmp_path_factory):
    assert _codec(tmp_path_factory, "miejsce\nŁódź\nGdańsk\nCzęstochowa\n".encode("cp1250")) is None


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=200, deadline=None)
def test_what_is_decided_can_be_decoded_to_the_end(tmp_path_factory, content):
    found = _codec(tmp_path_factory, content)
    if found is not None:
        content.decode(found)
