"""Cases of Flax that the other suites have not, in their format.

Run with JAX, Flax and safetensors installed: `JAX_PLATFORMS=cpu python generate.py [32] [64] [PART...]`.
It writes the parts named, all without a name, in 32 and in 64 bits to folders beside itself; the
files are committed as it wrote them.
"""
import sys
import warnings

import jax
import numpy as np

import functions
import initializers
import linen_layers
import linen_programs
import metrics
import nnx_layers
from suite import Suite

PARTS = {
    "layers": linen_layers.layers,
    "programs": linen_programs.add,
    "nnx": nnx_layers.add,
    "functions": functions.add,
    "initializers": initializers.add,
    "metrics": metrics.add,
}

NARROW = {"metrics"}  # of 32 bits only


def generate(dtype, bits, parts):
  for part in parts or PARTS:
    if bits == 64 and part in NARROW:
      continue
    suite = Suite(dtype)
    PARTS[part](suite)
    suite.write(f"{part}-f{bits}")
    print(part, bits, len(suite.cases))


if __name__ == "__main__":
  warnings.simplefilter("ignore")
  words = sys.argv[1:]
  bits = [int(word) for word in words if word.isdigit()] or [32, 64]
  parts = [word for word in words if not word.isdigit()]
  if 32 in bits:
    generate(np.float32, 32, parts)
  if 64 in bits:
    jax.config.update("jax_enable_x64", True)
    generate(np.float64, 64, parts)
