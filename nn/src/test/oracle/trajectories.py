"""Writes src/test/resources/dev/covector/linen/trajectories.txt from the records of runs.

Usage: trajectories.py SEED=RECORDS.json ... > trajectories.txt, where RECORDS.json is what the
reference runs (JAX 0.10, Flax 0.12, Optax 0.2) wrote for that seed: for each run a list of
[step, loss, ...].
"""
import json
import sys

RUNS = {
    'linear': ('linear_regression', 'losses'),
    'linear_original': ('linear_regression_original_threefry', 'losses'),
    'digits': ('digits_mlp_nnx', 'train_and_test_loss'),
    'vae': ('vae_digits_linen', 'loss_mse_kl'),
    'cnn': ('cnn_batchnorm_dropout_linen', 'loss'),
    'transformer': ('transformer_lm_linen', 'loss'),
    'tagger': ('tagger_bilstm_gru_frozen_embedding', 'loss'),
}
for argument in sys.argv[1:]:
  seed, file = argument.split('=')
  with open(file) as records:
    runs = json.load(records)
  for name, (run, field) in RUNS.items():
    for step, *losses in runs[run][field]:
      print(name, seed, step, *losses)
