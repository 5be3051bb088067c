"""Which country, or which countries, somebody means who asks for handouts; whoever means none is told what there is."""

from datetime import date

from ...errors import FilterError
from ...language import _, listed
from ...measures.report import members_on
from ...vocabulary.countries import COUNTRIES, FORMER, country_name, find_country
from ...vocabulary.folding import fold
from ...vocabulary.query_text import did_you_mean
from ..current import Data


def country_asked(word: str) -> str:
    """The iso3 of a code or a name; FilterError with what may have been meant, or with the successors of a code of the past."""
    code = word.strip().upper()
    if code in FORMER:
        name, after = FORMER[code]
        said = _("{name} is a code of the past. Its area has these codes today: {codes}.", name=_(name),
                 codes=listed(f"{iso3} ({country_name(iso3)})" for iso3 in after))  # fmt: skip
        raise FilterError("ISO3", code, said)
    found = find_country(word)
    if found is None:
        known = {**{iso3: f"{iso3} ({country_name(iso3)})" for iso3 in COUNTRIES}}
        known |= {country_name(iso3): words for iso3, words in known.items()}
        hint = _("Write three letters of ISO 3166-1, as TJK.")
        raise FilterError("ISO3", word[:40], did_you_mean(_("There is no such country."), word[:40], known, hint))
    return found


def group_asked(current: Data, word: str, day: date) -> list[str]:
    """The members of a group (slug, or its name in any case) on a day, by code; FilterError names the groups that there are."""
    rows = current.groups.drop_duplicates("group")
    names = dict(zip(rows["group"], rows["name"]))
    by_word = {fold(slug): slug for slug in names} | {fold(name): slug for slug, name in names.items()}
    by_word |= {fold(_(name)): slug for slug, name in names.items()}
    slug = by_word.get(fold(word))
    if slug is None:
        known = {name: f'"{name}"' for name in names.values()} | {each: f'"{names[each]}"' for each in names}
        raise FilterError("--group", word[:80], did_you_mean(_("There is no such group."), word[:80], known))
    members = members_on(current.groups, day)
    codes = sorted(set(members.loc[members["group"] == slug, "iso3"]) & set(COUNTRIES))
    if not codes:
        raise FilterError("--group", word[:80], _("It had no member on {day}.", day=day.isoformat()))
    return codes
