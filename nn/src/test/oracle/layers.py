"""Writes a suite of layers that Flax 0.12 (JAX 0.10, CPU) computed, in the format of the suites.

Usage: layers.py FOLDER. The names of modules and options are those of LayerFunctions.
"""
import json
import pathlib
import sys

import flax.linen as nn
import jax
import jax.numpy as jnp
import numpy as np
from flax.traverse_util import flatten_dict
from jax import random
from safetensors.numpy import save_file

TENSORS = {}
CASES = []


def keep(x):
  name = f't{len(TENSORS)}'
  TENSORS[name] = np.array(x, order='C')
  return name


def keep_all(tree):
  flat = {'/'.join(k): keep(v) for k, v in flatten_dict(tree).items()}
  return dict(sorted(flat.items()))


def case(fn, module, config, shapes, call_kwargs=None, rngs=(), mutable=(), tol=3e-5, ints=0):
  number = len(CASES)
  key = random.fold_in(random.key(20), number)
  keys = {'params': random.fold_in(key, 1)}
  for i, stream in enumerate(rngs):
    keys[stream] = random.fold_in(key, 10 + i)
  if ints:
    inputs = [random.randint(random.fold_in(key, 2), shapes[0], 0, ints)]
  else:
    inputs = [random.normal(random.fold_in(key, 20 + i), s) for i, s in enumerate(shapes)]
  kwargs = dict(call_kwargs or {})
  method = kwargs.pop('method', None)
  variables = module.init(keys, *inputs, method=method, **kwargs)
  streams = {k: v for k, v in keys.items() if k != 'params'}

  def run(params):
    return module.apply({**variables, 'params': params}, *inputs, rngs=streams,
                        mutable=list(mutable), method=method, **kwargs)

  params = variables.get('params', {})
  out, mutated = run(params)
  result = {
      'id': f'linen.{fn}#{number}', 'kind': 'layer', 'fn': f'linen.{fn}', 'config': config,
      'call_kwargs': {k: v for k, v in (call_kwargs or {}).items() if k != 'method'},
      'init_key': keep(random.key_data(keys['params'])),
      'rngs': {k: keep(random.key_data(v)) for k, v in streams.items()},
      'inputs': [keep(x) for x in inputs],
      'variables': keep_all(variables), 'out': [keep(out)], 'tol': tol,
  }
  if mutable:
    result['mutated'] = keep_all(mutated)
  if params:
    ct = random.normal(random.fold_in(key, 3), out.shape, out.dtype)
    grads = jax.vjp(lambda p: run(p)[0], params)[1](ct)[0]
    result['ct'] = [keep(ct)]
    result['param_grads'] = keep_all(grads)
  CASES.append(result)


def simple(name, config, shapes, **kwargs):
  values = {k: tuple(tuple(p) if isinstance(p, list) else p for p in v) if isinstance(v, list)
            else v for k, v in config.items()}
  if name == 'Einsum':
    values['shape'] = tuple(values['shape'])
  if name == 'GroupNorm' and 'group_size' in values:
    values['num_groups'] = None
  case(name, getattr(nn, name)(**values), config, shapes, **kwargs)


simple('DenseGeneral', {'features': [4], 'batch_dims': [0]}, [(2, 3, 5)])
simple('DenseGeneral', {'features': [2, 3], 'axis': [0, 2], 'use_bias': False}, [(3, 5, 4)])
simple('Einsum', {'shape': [3, 5, 2], 'einsum_str': '...ab,abc->...c'}, [(4, 3, 5)])
simple('Einsum', {'shape': [3, 5, 2], 'einsum_str': 'nta,hab->nthb', 'use_bias': False},
       [(2, 4, 5)])
simple('Embed', {'num_embeddings': 1, 'features': 4}, [(3, 2)], ints=1)
module = nn.Embed(num_embeddings=7, features=4)
case('attend', module, {'num_embeddings': 7, 'features': 4}, [(3, 4)],
     call_kwargs={'method': module.attend})
for padding in ('CIRCULAR', 'REFLECT', 'SAME', [[1, 2], [0, 1]]):
  simple('Conv', {'features': 3, 'kernel_size': [3, 2], 'padding': padding}, [(2, 6, 5, 2)])
simple('Conv', {'features': 3, 'kernel_size': [3], 'padding': 'CAUSAL', 'kernel_dilation': [2]},
       [(2, 7, 2)])
simple('Conv', {'features': 3, 'kernel_size': [2, 3, 2], 'strides': [1, 2, 1]}, [(2, 4, 5, 3, 2)])
simple('Conv', {'features': 3, 'kernel_size': [3], 'input_dilation': [2], 'padding': [[2, 1]]},
       [(2, 7, 2)])
simple('Conv', {'features': 3, 'kernel_size': [3], 'use_bias': False}, [(7, 2)])
simple('Conv', {'features': 3, 'kernel_size': [3]}, [(2, 3, 7, 2)])
for transpose in (False, True):
  simple('ConvTranspose', {'features': 3, 'kernel_size': [3, 4], 'strides': [2, 1],
                           'padding': 'CIRCULAR', 'transpose_kernel': transpose}, [(2, 4, 5, 2)])
simple('ConvTranspose', {'features': 3, 'kernel_size': [3], 'strides': [2], 'padding': 'VALID',
                         'kernel_dilation': [2]}, [(2, 4, 2)])
simple('ConvLocal', {'features': 3, 'kernel_size': [3, 2], 'strides': [2, 1], 'padding': 'VALID'},
       [(2, 6, 5, 2)])
simple('ConvLocal', {'features': 3, 'kernel_size': [3], 'padding': 'CIRCULAR'}, [(2, 6, 2)])
simple('LayerNorm', {'use_fast_variance': False, 'use_scale': False}, [(3, 5)])
simple('LayerNorm', {'reduction_axes': [1, 2], 'feature_axes': [1, 2]}, [(3, 5, 4)])
simple('RMSNorm', {'epsilon': 1e-3, 'use_scale': False}, [(3, 5)])
simple('GroupNorm', {'group_size': 2, 'epsilon': 1e-4}, [(2, 3, 6)])
simple('InstanceNorm', {'use_scale': False}, [(2, 5, 3)])
simple('BatchNorm', {'use_running_average': False, 'axis': 1, 'momentum': 0.8}, [(4, 3, 5)],
       mutable=['batch_stats'])
simple('PReLU', {'negative_slope_init': 0.2}, [(3, 5)])
simple('Dropout', {'rate': 0.3, 'broadcast_dims': [0]}, [(5, 7)],
       call_kwargs={'deterministic': False}, rngs=['dropout'])
simple('MultiHeadDotProductAttention', {'num_heads': 2, 'qkv_features': 6, 'out_features': 5,
                                        'normalize_qk': True}, [(2, 3, 4), (2, 5, 4), (2, 5, 4)])
simple('MultiHeadAttention', {'num_heads': 2, 'use_bias': False}, [(2, 3, 4)])
for cell in (nn.LSTMCell, nn.OptimizedLSTMCell, nn.GRUCell, nn.MGUCell, nn.SimpleCell):
  case(f'RNN({cell.__name__}(3))', nn.RNN(cell(3), reverse=True, keep_order=True),
       {'reverse': True, 'keep_order': True}, [(2, 4, 5)])
case('RNN(GRUCell(3))', nn.RNN(nn.GRUCell(3), time_major=True, reverse=True),
     {'time_major': True, 'reverse': True}, [(4, 2, 5)])
case('RNN(ConvLSTMCell(2,3,3))', nn.RNN(nn.ConvLSTMCell(2, (3, 3))), {}, [(2, 3, 4, 5, 2)])
case('WeightNorm(Conv)', nn.WeightNorm(nn.Conv(3, (3,))), {'features': 3, 'kernel_size': [3]},
     [(2, 5, 2)])
for update in (False, True):
  case('SpectralNorm(Dense4)', nn.SpectralNorm(nn.Dense(4), n_steps=2), {'n_steps': 2}, [(3, 5)],
       call_kwargs={'update_stats': update}, mutable=['batch_stats'] if update else ())
case('SpectralNorm(Conv)', nn.SpectralNorm(nn.Conv(3, (3,))), {'features': 3, 'kernel_size': [3]},
     [(2, 5, 2)], call_kwargs={'update_stats': True}, mutable=['batch_stats'])
for dtype in ('bfloat16', 'float16'):
  case('Dense', nn.Dense(4, dtype=dtype), {'features': 4, 'dtype': dtype}, [(3, 5)], tol=2e-2)

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
(folder / 'cases.jsonl').write_text('\n'.join(json.dumps(c) for c in CASES) + '\n')
save_file(TENSORS, folder / 'tensors.safetensors')
