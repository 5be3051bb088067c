"""The published names of the country groups that ship, marked for translation; the groups are rows of the record."""

from ..language import N_

GROUP_NAMES = (
    N_("Paris Pact partner countries"),
    N_("UNODC Regional Programme for Afghanistan and Neighbouring Countries"),
    N_("UNODC Regional Programme for South Eastern Europe 2012-2015"),
    N_("UNODC Regional Programme for South Eastern Europe 2016-2019"),
    N_("South-Eastern Europe as used in UNODC AOTP report of March 2014"),
    N_("CARICC"),
    N_("AKT initiative"),
    N_("Operation TARCET II (2009)"),
    N_("Triangular Initiative / Joint Planning Cell"),
)
