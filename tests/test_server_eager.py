"""Work whose first step is taken at once goes on as any other work does."""

from __future__ import annotations

import asyncio

import pytest

from proviso.server.eager import Rest, begin


async def finish(rest: Rest) -> None:
    await rest


async def test_work_that_waits_for_nothing_is_done_at_once() -> None:
    done: list[str] = []

    async def work() -> None:
        done.append("all")

    assert begin(work()) is None
    assert ["all"] == done


async def test_work_that_waits_goes_on_where_it_stopped() -> None:
    done: list[object] = []
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        done.append("begun")
        await asyncio.sleep(0)
        done.append(await future)
        done.append(await asyncio.to_thread(len, "four"))

    rest = begin(work())
    assert rest is not None
    task = asyncio.create_task(finish(rest))
    assert ["begun"] == done
    future.set_result("came")
    await task

    assert ["begun", "came", 4] == done


async def test_a_failure_before_the_first_wait_is_the_callers() -> None:
    async def work() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        begin(work())


async def test_a_failure_after_it_is_the_tasks() -> None:
    async def work() -> None:
        await asyncio.sleep(0)
        raise KeyError

    rest = begin(work())
    assert rest is not None
    with pytest.raises(KeyError):
        await finish(rest)


async def test_work_hears_of_a_cancellation_and_of_a_failed_future() -> None:
    heard: list[type[BaseException]] = []
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def work() -> None:
        try:
            await future
        except ValueError as error:
            heard.append(type(error))
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError as error:
            heard.append(type(error))
            raise

    rest = begin(work())
    assert rest is not None
    task = asyncio.create_task(finish(rest))
    future.set_exception(ValueError())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert [ValueError, asyncio.CancelledError] == heard
