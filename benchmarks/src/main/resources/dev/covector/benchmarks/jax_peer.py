"""The measured process of JAX: answers requests as dev.covector.benchmarks.protocol describes."""

import json
import math
import os
import sys
import time
import traceback

# the protocol keeps the standard output for itself; what others print goes to the error stream
out = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)

import jax
import numpy as np

import jax_kernels
import jax_programs
import jax_steps
from jax_inputs import uniform

WINDOW_US = 40_000
STABLE_WINDOWS = 5
GAIN = 0.98
NAMES = {"float32": "f32", "bfloat16": "bf16", "int32": "i32", "uint32": "u32", "complex64": "c64"}


def output(array):
    host = np.asarray(array)
    name = NAMES[str(host.dtype)]
    if name == "c64":
        elements = host.ravel().view(np.float32).astype(np.float64)
    else:
        elements = host.ravel().astype(np.float64)
    count = min(64, elements.size)
    places = [i * elements.size // count for i in range(count)]
    return {
        "dtype": name,
        "shape": list(host.shape),
        "sum": float(elements.sum()),
        "abs": float(np.abs(elements).sum()),
        "values": [float(elements[p]) for p in places],
    }


def outputs(tree):
    return [output(leaf) for leaf in jax.tree.leaves(tree)]


class Call:
    """Computes the same again and again; a result is freed when the next takes its name."""

    def __init__(self, function, arguments):
        self.function = function
        self.arguments = arguments

    def check(self):
        start = time.perf_counter()
        result = jax.block_until_ready(self.function(*self.arguments))
        elapsed = time.perf_counter() - start
        self.several = len(jax.tree.leaves(result)) > 1
        return elapsed * 1e3, outputs(result)

    def run(self, calls):
        function, arguments = self.function, self.arguments
        if self.several:
            for _ in range(calls):
                jax.block_until_ready(function(*arguments))
        else:
            for _ in range(calls):
                function(*arguments).block_until_ready()


class Training:
    """Goes on from the state that the call before left."""

    def __init__(self, step, state, batch):
        self.step = step
        self.state = state
        self.batch = batch

    def check(self):
        start = time.perf_counter()
        first = jax.block_until_ready(self.step(self.state, self.batch))
        elapsed = time.perf_counter() - start
        found = outputs(first.state) + outputs(first.loss)
        self.state = first.state
        for _ in range(2):
            self.state, loss = self.step(self.state, self.batch)
            found += outputs(loss)
        return elapsed * 1e3, found

    def run(self, calls):
        step, state, batch = self.step, self.state, self.batch
        for _ in range(calls):
            state, loss = step(state, batch)
            loss.block_until_ready()
        self.state = state


def prepare(name):
    if name == "tiny_eager_add":
        return Call(lambda a, b: a + b, (uniform(1, 3), uniform(2, 3)))
    rows = jax_kernels.ROWS | jax_programs.ROWS
    if name in rows:
        function, arguments = rows[name]
        return Call(jax.jit(function), jax.block_until_ready(arguments()))
    if name in jax_steps.ROWS:
        step, state, batch, donated = jax_steps.ROWS[name]
        jitted = jax.jit(step, donate_argnums=0 if donated else ())
        # buffers of their own: constants such as zeros may be shared, and may not be donated then
        start = jax.tree.map(lambda x: x.copy(), state())
        return Training(jitted, jax.block_until_ready(start), jax.block_until_ready(batch()))
    return scaling(name)


def scaling(name):
    """Rows of any size, as in dev.covector.benchmarks.rows.ScalingRows."""
    if not name.startswith("scaling:"):
        return None
    _, program, size = name.split(":")
    n = int(size)
    match program:
        case "selu":
            return Call(jax.jit(jax.nn.selu), (uniform(1, n),))
        case "sum":
            return Call(jax.jit(lambda x: x.sum()), (uniform(1, n),))
        case "chain":
            return Call(jax.jit(lambda x: jax_programs.links(n // 2, x)), (uniform(1, 1000),))
        case "layers":
            step, state, batch, _ = jax_steps.layers(n)
            return Training(jax.jit(step, donate_argnums=0), state(), batch())


def measure(work, calls):
    start = time.perf_counter()
    work.run(calls)
    return (time.perf_counter() - start) * 1e6 / calls


def warm(work, least, most):
    """The same rule as in dev.covector.benchmarks.protocol.Sampling."""
    start = time.perf_counter()
    best, calls, stable = math.inf, 1, 0
    while True:
        us = measure(work, calls)
        stable = 0 if us < best * GAIN else stable + 1
        best = min(best, us)
        elapsed = (time.perf_counter() - start) * 1e3
        if elapsed >= most or (elapsed >= least and stable >= STABLE_WINDOWS):
            return best
        calls = int(max(1, min(WINDOW_US / us, max(2 * calls, 1000))))


class Peer:
    work = None

    def answer(self, request):
        match request["cmd"]:
            case "hello":
                return {"name": "jax", "version": jax.__version__}
            case "prepare":
                self.work = None
                self.work = prepare(request["row"])
                return {"ready": self.work is not None, "why": ""}
            case "check":
                first, found = self.work.check()
                return {"first_ms": first, "outputs": found}
            case "warm":
                return {"us": warm(self.work, request["min_ms"], request["max_ms"])}
            case "sample":
                calls = request["calls"]
                return {"us": [measure(self.work, calls) for _ in range(request["samples"])]}
            case "close":
                self.work = None
                return {}


peer = Peer()
for line in sys.stdin:
    try:
        answer = peer.answer(json.loads(line))
    except Exception as error:
        traceback.print_exc()
        answer = {"error": f"{type(error).__name__}: {error}"[:500]}
    print(json.dumps(answer), file=out)
