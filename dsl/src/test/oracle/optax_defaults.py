"""Writes the parameters of Optax's functions and their defaults, which DefaultsTest holds ours against.

`python optax_defaults.py > ../resources/dev/covector/dsl/optax_defaults.txt`, with Optax installed. A line for each
function: its name, then its parameters in order, those with a default as name=default.
"""
import functools
import inspect
import types

import optax
import optax.contrib
import optax.losses
import optax.transforms


def shown(parameter):
  name = parameter.name
  if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
    return "*" + name
  if parameter.kind is inspect.Parameter.VAR_KEYWORD:
    return "**" + name
  default = parameter.default
  if default is inspect.Parameter.empty:
    return name
  plain = default is None or isinstance(default, (bool, int, float, str))
  return f"{name}={default!r}" if plain else f"{name}=..."


def functions():
  seen = {}
  for module in (optax, optax.contrib, optax.losses, optax.transforms):
    for name, value in sorted(vars(module).items()):
      if isinstance(value, (types.FunctionType, functools.partial)) and not name.startswith("_"):
        seen.setdefault(name, value)
  return sorted(seen.items())


if __name__ == "__main__":
  print(f"# Functions of Optax {optax.__version__} with their parameters, by optax_defaults.py.")
  for name, function in functions():
    print(name, *map(shown, inspect.signature(function).parameters.values()))
