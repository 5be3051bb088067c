"""The filter language, whole: what pages, commands and kernels import.

`drug=heroin,morphine&country=AFG,PAK&from=2013-01-01&to=2014-12-31&min_kg=5`: commas mean or, different names mean and.
The string is the same in the page's address, after `--filter` and in the API.
"""

from .filter_parse import Known, parse_filter
from .filter_sentence import Part
from .filter_values import LISTS, NAMES, NO_COUNTRY, SINGLE, Box, Filter

__all__ = ["LISTS", "NAMES", "NO_COUNTRY", "SINGLE", "Box", "Filter", "Known", "Part", "parse_filter"]
