"""The Celery worker and beat that live inside the web process.

`memory://` reaches no other process, so they must be threads here. They are a real worker and a real beat: a task is
taken from the queue, may be delayed and retried, as in production; only the time limits need a process of their own.
"""

import logging
import threading
import time

from celery import beat
from celery.worker import WorkController, state

from carrefour.celery import app

log = logging.getLogger(__name__)
THREADS = 2
# kombu's memory transport looks again only each second; this costs under 1 % of a processor.
MEMORY = {"polling_interval": 0.05}
PATIENCE = 5


class Worker(WorkController):
    """A worker that asks nothing of the other workers and needs no signal handler, which a thread may not have."""

    def __init__(self) -> None:
        super().__init__(
            app=app,
            pool="threads",
            concurrency=THREADS,
            use_eventloop=False,
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self.ready = threading.Event()

    def on_consumer_ready(self, consumer: object) -> None:
        """Say that tasks are taken from now on."""
        self.ready.set()


class Background:
    """Both threads. `stop` lets the tasks in hand finish, for a few seconds."""

    def __init__(self) -> None:
        app.conf.worker_enable_remote_control = False
        if app.conf.broker_url.startswith("memory"):
            app.conf.broker_transport_options = MEMORY
        app.finalize()
        app.set_default()
        self.worker = Worker()
        self.thread = threading.Thread(target=self.worker.start, name="worker", daemon=True)
        self.beat = beat.EmbeddedService(app, thread=True, scheduler_cls=beat.Scheduler)

    def start(self) -> None:
        """Take tasks, and send those of the schedule."""
        state.should_stop = None
        self.thread.start()
        self.beat.start()

    def stop(self) -> None:
        """End both without waiting for idle threads, which end with the process.

        A task that lasts longer than the patience is lost here and taken up again from its row in PostgreSQL.
        """
        self.beat.service.stop(wait=False)
        state.should_stop = 0
        limit = time.monotonic() + PATIENCE
        while state.active_requests and time.monotonic() < limit:
            time.sleep(0.05)
        if state.active_requests:
            log.warning("left unfinished: %s", sorted(request.name for request in state.active_requests))
