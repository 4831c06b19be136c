"""Generated comparison: generator, coroutine, async_generator, coroutine_wrapper, async_generator_asend,. See support/probe.py."""
from support.probe import run

run(
    "generator",
    "coroutine",
    "async_generator",
    "coroutine_wrapper",
    "async_generator_asend",
    "async_generator_athrow",
)
