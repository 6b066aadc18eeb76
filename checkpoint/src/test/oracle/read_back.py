"""Reads with NumPy, safetensors and Flax what InteropTest leaves in a folder (-Dcovector.interop=FOLDER), and compares.

usage: python read_back.py FOLDER
"""

import json
import sys
from pathlib import Path

import flax.serialization
import ml_dtypes
import numpy as np
from safetensors.numpy import load_file

sys.argv, folder = sys.argv[:1] + ["/dev/null/none"], Path(sys.argv[1])
source = (Path(__file__).parent / "write_fixtures.py").read_text().rsplit("\nmain(", 1)[0]
fixtures = {}
exec(source, fixtures)  # its formulas

same = 0


def check(name, got):
    global same
    dtype, shape = name.rsplit("_", 1)
    want = fixtures["array"](dtype, fixtures["SHAPES"][shape])
    assert got.dtype == want.dtype and got.shape == want.shape, (name, got.dtype, got.shape)
    assert got.tobytes() == want.tobytes(), name
    same += 1


for name, got in load_file(folder / "all.safetensors").items():
    check(name, got)
for file in ["all.npz", "compressed.npz"]:
    with np.load(folder / file) as archive:
        for name in archive.files:
            check(name, archive[name])
for name, got in flax.serialization.msgpack_restore((folder / "all.msgpack").read_bytes()).items():
    check(name, got)
whole = flax.serialization.msgpack_restore((folder / "chunked.msgpack").read_bytes())["w"]
assert (whole == fixtures["array"]("float32", (3, 5))).all()

# a checkpoint, by the description in docs/checkpoints.md alone
step = folder / "checkpoint"
text = (step / "manifest.json").read_bytes()
manifest = json.loads(text)
item = manifest["items"]["default"]
raw = (step / item["file"]).read_bytes()
assert len(raw) == item["size"]
tensors = load_file(step / item["file"])
for name, node in zip(item["tree"]["keys"], item["tree"]["children"]):
    got = tensors[node["data"]]
    assert node["kind"] == "tensor"
    if node["dtype"] == "c128":
        got = got.view(np.complex128).reshape(node["shape"])
    check(name, got)
print(same, "arrays are the same")
