"""Lists the public names of a library, for its table of names.

`python list.py optax > optax.txt`, with the library installed, writes the list that NamesTest holds
the answers in optax.answers against; a further library is a line below and in that test. Names are what a module exports and
what it defines without an underscore in front; modules are left out, and what only passes through
from other libraries.
"""
import importlib
import sys
import types
import warnings

MODULES = {
    "flax": ["flax.linen", "flax.nnx"],
    "optax": [
        "optax", "optax.assignment", "optax.contrib", "optax.losses", "optax.microbatching",
        "optax.perturbations", "optax.projections", "optax.schedules", "optax.second_order",
        "optax.transforms", "optax.tree", "optax.tree_utils",
    ],
}


def is_own(library, value):
  """Aliases of types and constants name no module of their own."""
  module = getattr(value, "__module__", None) or library
  return module.split(".")[0] in (library, "typing", "collections")


def names(library, module):
  exported = set(getattr(module, "__all__", ()))
  defined = {name for name, value in vars(module).items() if is_own(library, value)}
  for name in sorted(exported | defined):
    if not name.startswith("_") and not isinstance(getattr(module, name), types.ModuleType):
      yield name


if __name__ == "__main__":
  warnings.simplefilter("ignore")
  library = sys.argv[1]
  print(f"# Public names of {library} {importlib.import_module(library).__version__}, by list.py.")
  for module in MODULES[library]:
    print(f"\n[{module}]")
    print(*names(library, importlib.import_module(module)))
