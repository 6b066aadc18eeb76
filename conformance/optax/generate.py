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
import losses
import named
import options
import programs
import states
from suite import Suite

PARTS = {
    "named": named,
    "options": options,
    "compositions": compositions,
    "functions": functions,
    "losses": losses,
    "contributed": contributed,
    "programs": programs,
    "states": states,
}


def generate(dtype, bits, parts):
  for part in parts or PARTS:
    suite = Suite(dtype)
    PARTS[part].add(suite)
    suite.write(f"{part}-f{bits}")


if __name__ == "__main__":
  generate(np.float32, 32, sys.argv[1:])
  jax.config.update("jax_enable_x64", True)
  generate(np.float64, 64, sys.argv[1:])
