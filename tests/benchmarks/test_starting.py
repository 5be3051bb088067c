"""The bench asks the application as it is: when a callback changes, the bench must change with it."""

import json

from tests.benchmarks.starting import FILTERS, filter_update, post
from tests.running import served


def test_the_bench_gets_an_answer_to_each_of_its_filters(facts_database):
    with served(facts_database) as address:
        update = filter_update(address)
        for query in FILTERS:
            answer = json.loads(post(address, update, f"?{query}"))
            assert answer["response"]["announce"]["children"]
