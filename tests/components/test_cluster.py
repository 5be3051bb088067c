"""A cluster of two real workers: the same answers as one machine, whoever is killed, and never a wait for one that is gone."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried

from monitoring.components import cluster as module
from monitoring.components import current, doctor
from monitoring.components.cluster import Cluster, answered
from monitoring.components.cluster_worker import Task, answer_part, program
from monitoring.errors import MonitorError, SettingsError
from monitoring.language import use_language
from monitoring.measures.questions import Question, asking
from monitoring.paths import ROOT
from monitoring.settings import Settings, settings
from monitoring.vocabulary.filters import Filter
from tests.measures.made import FEW, MEMBERS
from tests.measures.test_partitions import ASKED
from tests.running import free_port

from .clusters import joined, started, wait, written_copy

EVERYTHING = Question("totals", Filter(), ("drug", "year"))
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    return tmp_path_factory.mktemp("copies")


@pytest.fixture(scope="module")
def made(copies):
    return written_copy(copies)


@pytest.fixture(scope="module")
def two(copies, made):
    with started(copies) as (address, _process):
        cluster = joined(address)
        yield cluster
        if client := cluster.client():
            client.close()


def heard(cluster: Cluster, made, question: Question) -> pd.DataFrame | None:
    return cluster.answered(*made, question, MEMBERS)


def same(found: pd.DataFrame, made, question: Question) -> None:
    pd.testing.assert_frame_equal(found, asking(made[1], MEMBERS)(question))


def pids(cluster: Cluster) -> list[int]:
    return list(cluster.client().run(os.getpid).values())


@tried(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FEW, ASKED)
def test_two_workers_say_what_one_machine_says(two, made, wanted, asked):
    question = Question(asked[0], wanted, asked[1])
    found = heard(two, made, question)
    assert found is not None, "the cluster was not asked"
    same(found, made, question)


@tried(max_examples=100, deadline=None)
@given(FEW, ASKED)
def test_a_task_travels_as_text_and_comes_back_whole(made, wanted, asked):
    task = Task(made[0], 9, 1, 5, Question(asked[0], wanted, asked[1]), MEMBERS, "ar", "abc")
    assert Task.read(task.text()) == task


def test_each_time_a_worker_is_killed_the_answers_stay_right(two, made):
    for _kill in range(3):
        wait(lambda: len(two.client().nthreads()) == 2)
        answers, over = [], Event()

        def ask(answers=answers, over=over):
            while not over.is_set():
                answers.append(heard(two, made, EVERYTHING))

        asking_on = Thread(target=ask)
        asking_on.start()
        wait(lambda answers=answers: len(answers) > 2)
        before = len(answers)
        os.kill(pids(two)[0], signal.SIGKILL)
        wait(lambda answers=answers, before=before: len(answers) > before + 5)
        over.set()
        asking_on.join()
        for found in answers:
            assert found is not None, "the cluster was left for a worker"
            same(found, made, EVERYTHING)


def test_a_late_cluster_is_not_waited_for(two, made):
    impatient = Cluster(two._settings.model_copy(update={"cluster_timeout_s": 0.5}))
    wait(lambda: impatient.client() is not None)
    same(heard(impatient, made, EVERYTHING), made, EVERYTHING)
    stopped = pids(two)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        found = heard(impatient, made, EVERYTHING)
        took = time.monotonic() - began
        began = time.monotonic()
        assert heard(impatient, made, EVERYTHING) is None
        again = time.monotonic() - began
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    same(found, made, EVERYTHING)
    assert took < 0.5 + 2 and again < 0.1
    impatient.client() and impatient.client().close()


def test_another_state_of_the_data_is_refused_and_answered_here(two, made, caplog):
    copy, columns = made
    for other in (
        replace(copy, about={"made": 1}),
        replace(copy, folder="none"),
        replace(copy, folder="../copies/made"),
    ):
        two._refused.clear()
        found = two.answered(other, columns, EVERYTHING, MEMBERS)
        same(found, made, EVERYTHING)
        assert "does not answer for the copy" in caplog.text
        assert two.answered(other, columns, EVERYTHING, MEMBERS) is None  # not asked again for a while
    assert heard(two, made, EVERYTHING) is not None


def test_another_release_of_the_program_is_refused(made):
    task = Task(made[0], len(made[1]), 0, 5, EVERYTHING, {}, "en", "0" * 12)
    with pytest.raises(RuntimeError, match="another release"):
        answer_part(task.text())
    assert program() != "0" * 12


def test_without_workers_or_a_scheduler_nobody_waits(copies, made):
    with started(copies) as (address, process):
        cluster = joined(address)
        same(heard(cluster, made, EVERYTHING), made, EVERYTHING)
        cluster.client().retire_workers()
        wait(lambda: not cluster.client().nthreads())
        assert at_once(cluster, made) is not None, "its parts are worked out here"
        assert at_once(cluster, made) is None, "and it is left alone"
        cluster._left_alone_until = 0.0
        process.kill()
        process.wait()
        assert at_once(cluster, made) is None


def at_once(cluster: Cluster, made) -> pd.DataFrame | None:
    began = time.monotonic()
    found = heard(cluster, made, EVERYTHING)
    assert time.monotonic() - began < 3  # of twenty that it might take
    if found is not None:
        same(found, made, EVERYTHING)
    return found


@pytest.fixture
def chosen(monkeypatch):
    """Settings from the environment, and no cluster known from before."""

    def choose(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"DRUGS_MONITOR_{name}", value)
        settings.cache_clear()
        module._cluster.cache_clear()

    yield choose
    monkeypatch.undo()
    settings.cache_clear()
    module._cluster.cache_clear()


def test_the_doctor_says_what_there_is_of_a_cluster(chosen, two, monkeypatch):
    assert "alone" in doctor.cluster()
    chosen(CLUSTER=two._settings.cluster)
    assert "2 workers" in doctor.cluster()
    chosen(CLUSTER=f"tcp://127.0.0.1:{free_port()}")
    monkeypatch.setattr(module, "CONNECTING_S", 0.5)
    with pytest.raises(MonitorError, match="does not answer"):
        doctor.cluster()


def test_small_questions_stay_here(chosen, made, two):
    copy, columns = made
    asked = []
    chosen(CLUSTER=two._settings.cluster, CLUSTER_ROWS=str(len(columns) + 1))
    answered(copy, columns, EVERYTHING, MEMBERS, lambda wanted: asked.append(wanted) or _selected(columns, wanted))
    assert asked == [Filter()]
    assert module._cluster.cache_info().currsize == 0


def test_the_dashboard_answers_when_the_library_is_not_installed(chosen, made, monkeypatch, caplog):
    copy, columns = made
    monkeypatch.setitem(sys.modules, "distributed", None)
    chosen(CLUSTER="tcp://127.0.0.1:8786", CLUSTER_ROWS="1")
    for _time in range(2):
        same(answered(copy, columns, EVERYTHING, MEMBERS, lambda wanted: _selected(columns, wanted)), made, EVERYTHING)
        wait(lambda: "is not installed" in caplog.text)


def _selected(columns, wanted):
    from monitoring.measures.kernels import select

    return select(columns, wanted, MEMBERS)


def test_the_record_that_is_served_is_answered_by_the_workers(on_facts, chosen, monkeypatch):
    data = current.data()
    group = data.groups["group"].iloc[0]
    with started(settings().copies_folder) as (address, _process):
        chosen(CLUSTER=address, CLUSTER_ROWS="1", CLUSTER_TIMEOUT_S="30")
        wait(lambda: module._cluster(os.getpid()).client() is not None)
        monkeypatch.setattr(module, "answer", lambda *_: pytest.fail("it was answered here"))
        for wanted in (Filter(drug=("heroin",)), Filter(group=(group,)), Filter(text=("إيران",)), Filter(min_kg=7.0)):
            for asked in (Question("seizures", wanted), Question("counts", wanted, ("admin1",))):
                with use_language("ar"):
                    found, expected = data.ask(asked), asking(data.columns, data.members)(asked)
                assert found["seizures"].sum() > 0
                pd.testing.assert_frame_equal(found, expected)
        module._cluster(os.getpid()).client().close()


@pytest.mark.parametrize("address", ["tcp://10.0.0.7:8786", "tcp://example.org:8786", "tls://10.0.0.7:8786", "8786", "http://127.0.0.1:8786",
                                     "tcp://127.0.0.1", "tcp://127.0.0.1:none"])  # fmt: skip
def test_an_open_or_unreadable_address_is_refused_by_name(chosen, address):
    with pytest.raises(SettingsError, match="DRUGS_MONITOR_CLUSTER"):
        chosen(CLUSTER=address)
        settings()


def test_on_this_machine_no_key_is_asked_for(chosen):
    chosen(CLUSTER="tcp://127.0.0.1:8786")
    assert settings().cluster == "tcp://127.0.0.1:8786"


def test_over_tls_only_who_has_the_key_is_answered(copies, made, tmp_path):
    for name in ("ours", "others"):
        script = [str(ROOT / "docs" / "cluster" / "certificates.sh"), str(tmp_path / name)]
        subprocess.run(["sh", *script], check=True, capture_output=True)
    files = {name: tmp_path / "ours" / file for name, file in FILES.items()}
    with started(copies, **{f"DRUGS_MONITOR_{name.upper()}": str(file) for name, file in files.items()}) as (
        address,
        _process,
    ):
        assert address.startswith("tls://127.0.0.1:")
        cluster = joined(address, **files)
        same(heard(cluster, made, EVERYTHING), made, EVERYTHING)
        strangers = {name: tmp_path / "others" / file for name, file in FILES.items()}
        for refused in (Settings(cluster=address, **strangers), Settings(cluster=address.replace("tls", "tcp"))):
            with pytest.raises(OSError):
                module.connected(refused)
        cluster.client().close()


FILES = {"cluster_ca": Path("ca.pem"), "cluster_cert": Path("cluster.pem"), "cluster_key": Path("cluster.key")}


def test_the_commands_for_real_machines_name_the_host_and_the_key():
    from typer.testing import CliRunner

    from monitoring.commands import app

    said = CliRunner().invoke(app, ["cluster", "--print", "head.agency.example", "--workers", "4"]).output
    assert "dask scheduler --protocol tls --host head.agency.example" in said
    assert "dask worker tls://head.agency.example:8786" in said and "--nworkers 4" in said
    assert said.count("cluster.key") == 3
