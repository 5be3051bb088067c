"""What names sound like: the same one by one and all together, and in whatever script."""

from hypothesis import example, given
from hypothesis import strategies as st

from monitoring.vocabulary.folding import fold
from monitoring.vocabulary.place_sounds import sounds, sounds_of
from monitoring.vocabulary.place_words import place_key

keys = st.text(st.sampled_from("abcdeghijklmnopqrstuwyz.абкхшқقندهار12"), max_size=12)


@given(st.lists(keys))
@example(["", "aa", "", "bb"])
def test_names_sound_the_same_one_by_one_and_together(names):
    assert sounds_of(names) == [sounds(name) for name in names]


def test_one_city_sounds_alike_in_four_spellings():
    assert {sounds(place_key(name)) for name in ("Qandahar", "Kandahar", "قندهار", "Кандаҳар")} == {"kntr"}
    assert sounds("annaba") == "anb" and sounds("") == ""


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_folded_as_all_others_are(text):
    other = fold(text + "é")  # a letter that has to be taken apart sends the text the long way
    assert other == fold(text + "e")
