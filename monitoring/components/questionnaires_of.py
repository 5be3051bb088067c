"""What a page knows of questionnaires in one data version: read anew each time, because it is small and may just have changed."""

from dataclasses import dataclass

import pandas as pd

from ..measures.questionnaires import completeness
from ..store.answers import answers
from ..store.organizations import partner_countries
from ..store.questionnaires import editions, questionnaires
from ..vocabulary.filters import Filter
from ..vocabulary.questions import OPEN, Edition
from ..vocabulary.view import View
from .current import Data, data, engine
from .link import read_link

PATH = "/questionnaires"


@dataclass(frozen=True)
class Known:
    """heads: store.questionnaires.questionnaires. editions: by (questionnaire_id, edition). partners: codes."""

    current: Data
    heads: pd.DataFrame
    editions: dict[tuple[str, int], Edition]
    partners: tuple[str, ...]

    def head(self, questionnaire_id: str, edition: int) -> pd.Series:
        which = (self.heads["questionnaire_id"] == questionnaire_id) & (self.heads["edition"] == edition)
        return self.heads[which].iloc[0]

    def numbers(self, questionnaire_id: str) -> list[int]:
        """The editions of one questionnaire, the newest first."""
        return [edition for name, edition in self.editions if name == questionnaire_id]

    def shown(self, questionnaire_id: str, view: View) -> Edition | None:
        """The edition that a link asks for; else the newest that is open, else the newest."""
        numbers = self.numbers(questionnaire_id)
        if view.show and view.show.isdigit() and int(view.show) in numbers:
            return self.editions[questionnaire_id, int(view.show)]
        opened = [one for one in numbers if self.editions[questionnaire_id, one].state == OPEN]
        found = next(iter([*opened, *numbers]), None)
        return self.editions[questionnaire_id, found] if found else None


def known(current: Data) -> Known:
    with engine().connect() as db:
        number = current.number
        partners = tuple(partner_countries(db)["iso3"])
        return Known(current, questionnaires(db, number), editions(db, number), partners)


def read(search: object) -> tuple[Known, Filter, View]:
    """What a link asks for; FilterError names what cannot be read."""
    chosen, view = read_link(search)
    return known(data(chosen.v)), chosen, view


def answers_to(found: Known, questionnaire_id: str) -> pd.DataFrame:
    """store.answers.answers of the data version of the page."""
    with engine().connect() as db:
        return answers(db, questionnaire_id, found.current.number)


def counted(found: Known, edition: Edition) -> pd.DataFrame:
    """measures.questionnaires.completeness of one edition."""
    frame = answers_to(found, edition.questionnaire_id)
    return completeness(edition.questions, frame[frame["edition"] == edition.edition])
