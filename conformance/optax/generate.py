"""Cases of Optax that the other suites have not, in their format.

Run with JAX, Optax and safetensors installed: `JAX_PLATFORMS=cpu python generate.py [PART...]`. It
writes the parts named, all without a name, in 32 and in 64 bits to folders beside itself; the files
are committed as it wrote them.
"""
import sys

import jax
import numpy as np

import compositions
import contributed
import functions
import named
import programs
from suite import Suite

PARTS = {
    "named": named,
    "compositions": compositions,
    "functions": functions,
    "contributed": contributed,
    "programs": programs,
}

# What the library has not yet; to be struck off here when it has.
MISSING = (
    "optax.contrib.galore",
    "optax.contrib.minimize",
    "optax.contrib.split_real_and_imaginary",
    "optax.microbatch",
)


def generate(dtype, bits, parts):
  for part in parts or PARTS:
    suite = Suite(dtype)
    PARTS[part].add(suite)
    suite.cases = [case for case in suite.cases if not case["fn"].startswith(MISSING)]
    suite.write(f"{part}-f{bits}")


if __name__ == "__main__":
  generate(np.float32, 32, sys.argv[1:])
  jax.config.update("jax_enable_x64", True)
  generate(np.float64, 64, sys.argv[1:])
