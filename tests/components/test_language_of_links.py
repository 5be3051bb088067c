"""A link that cannot be read still says in which language to say so."""

from monitoring.components.link import view_of
from monitoring.components.said import problem_words
from monitoring.errors import FilterError


def test_an_error_page_keeps_the_language_and_colours_of_its_link():
    view = view_of("?drug=xx&lang=ar&theme=dark")
    assert (view.lang, view.theme) == ("ar", "dark")


def test_a_link_with_a_wrong_language_is_read_in_the_default_one():
    assert view_of("?lang=xx&theme=dark").lang is None and view_of(None).lang is None


def test_what_the_link_says_is_set_apart_from_the_words_about_it():
    name, words = problem_words(FilterError("drug", "xx", "لا يوجد مخدر بهذا الاسم."))
    assert (name.children, name.dir, words) == ("drug='xx'", "ltr", ": لا يوجد مخدر بهذا الاسم.")
