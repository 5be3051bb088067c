"""Questionnaires in versions, their questions, and the answers of countries by year."""

from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary, String, Table, Text

from ...vocabulary.questions import ANSWER_STATES, QUESTION_KINDS
from .metadata import country_code, iso3, metadata, of_batch, of_version, one_of

questionnaire = Table(
    "questionnaire",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("questionnaire_id", String(64), nullable=False, index=True),  # the public name, as tashkent-financial-flows
    Column("edition", Integer, nullable=False),  # 1, 2 ...: answers belong to the edition that they were given to
    Column("title", Text, nullable=False),
    Column("purpose", Text),
    Column("pillars", String(16), nullable=False),
    Column("state", String(8), nullable=False),
    Column("source", Text),
    one_of("state", ("draft", "open", "closed")),
)

question = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("questionnaire_id", String(64), nullable=False, index=True),
    Column("edition", Integer, nullable=False),
    Column("question_id", String(32), nullable=False),  # q1, q2 ...: stays through editions, so that years compare
    Column("position", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("words", Text, nullable=False),
    Column("help", Text),
    Column("unit", String(48)),  # of a number
    Column("choices", Text),  # of a choice, one a line
    Column("required", Boolean, nullable=False),
    one_of("kind", QUESTION_KINDS),
)

# One answer of one country for one year. No row: nobody has answered. A form that is filled again retires the row.
answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    *of_batch(),
    *of_version(),
    Column("questionnaire_id", String(64), nullable=False, index=True),
    Column("edition", Integer, nullable=False),
    Column("question_id", String(32), nullable=False),
    iso3("country_iso3", nullable=False),
    Column("year", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("words", Text),  # of a text or a choice; of a number as it was written; of a file its name
    Column("number", Float),
    Column("file", LargeBinary),
    Column("filled_by", Text, nullable=False),
    Column("note", Text),
    country_code("country_iso3"),
    one_of("state", ANSWER_STATES),
)
