"""Several people and one request: its files, their number and its version stay in step."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.workflows.requests.files import PDF, other
from workflows.machine import Refused
from workflows.requests.attachments import attach, remove
from workflows.requests.file_kinds import MOST_FILES
from workflows.requests.models import Attachment, Contribution, PageRequest
from workflows.requests.states import State

pytestmark = pytest.mark.race


def at_once(*jobs) -> list:
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait()
            return job()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def test_many_at_once_attach_ten_and_each_is_a_version(committed_world):
    world = committed_world
    draft = world.draft()
    people = ("author", "colleague", "head", "steward")
    jobs = [
        lambda n=n: attach(draft, actor=world.people[people[n % 4]], at=world.at, name=f"{n}.pdf", data=other(n))
        for n in range(14)
    ]
    done = at_once(*jobs)
    assert sum(isinstance(each, Refused) for each in done) == 4
    assert Attachment.objects.count() == MOST_FILES
    assert PageRequest.objects.get().version == 1 + MOST_FILES
    assert sorted(Contribution.objects.values_list("version", flat=True)) == list(range(1, 12))


def test_one_file_sent_twice_or_removed_twice_at_once_counts_once(committed_world):
    world = committed_world
    draft = world.draft()
    sent = at_once(*[lambda: attach(draft, actor=world.author, at=world.at, name="a.pdf", data=PDF)] * 4)
    assert sum(isinstance(each, Refused) for each in sent) == 3
    row = Attachment.objects.get()
    gone = at_once(*[lambda: remove(row, actor=world.author, at=world.at)] * 4)
    assert sum(isinstance(each, Refused) for each in gone) == 3
    assert PageRequest.objects.get().version == 3


def test_attaching_while_it_is_submitted_does_one_of_the_two(committed_world):
    """Either the file is there and the submission is of a version that is no more, or it came too late."""
    world = committed_world
    draft = world.draft()
    done = at_once(
        lambda: attach(draft, actor=world.colleague, at=world.at, name="a.pdf", data=PDF),
        lambda: world.move(draft, "submit", "author"),
    )
    assert sum(isinstance(each, Refused) for each in done) == 1
    now = PageRequest.objects.get()
    assert (now.state, Attachment.objects.count()) in [(State.DRAFT, 1), (State.SUBMITTED, 0)]
