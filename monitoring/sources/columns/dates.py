"""Dates as agencies write them. The order of day and month, and the calendar, are found for the column, or asked for.

03/04/2023 alone is the third of April or the fourth of March. A value over 12, or a column of weekdays, proves the order
of a column; where nothing does, it is undecidable and no value is guessed.
"""

from .date_inference import infer_dates
from .date_parts import month_of, weekday_of
from .date_reading import ReadDate, read_date
from .date_style import ORDERS, DateStyle

__all__ = ["ORDERS", "DateStyle", "ReadDate", "infer_dates", "month_of", "read_date", "weekday_of"]
