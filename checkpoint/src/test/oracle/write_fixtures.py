"""Writes the files that InteropTest reads: by NumPy, safetensors and Flax, from formulas that the test knows too.

usage: python write_fixtures.py FOLDER   (made with numpy 2, safetensors 0.8.0, flax 0.12.8)
"""

import sys
from pathlib import Path

import flax.serialization
import flax.struct
import jax.numpy as jnp
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

SHAPES = {"scalar": (), "empty": (3, 0), "vector": (5,), "matrix": (2, 3), "cube": (2, 3, 4)}
DTYPES = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
]


def array(dtype, shape):
    """Element i: i divisible by 3; 7 i (-3 when signed); (i - 3) / 2; (i - 3) / 2 + i j."""
    i = np.arange(int(np.prod(shape)))
    if dtype == "bool":
        values = i % 3 == 0
    elif dtype.startswith("uint"):
        values = 7 * i
    elif dtype.startswith("int"):
        values = 7 * i - 3
    elif dtype.startswith("complex"):
        values = (i - 3) / 2 + 1j * i
    else:
        values = (i - 3) / 2
    return values.astype(np.dtype(dtype if dtype != "bfloat16" else ml_dtypes.bfloat16)).reshape(shape)


@flax.struct.dataclass
class Moments:
    count: object
    mu: object


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    everything = {f"{d}_{n}": array(d, s) for d in DTYPES for n, s in SHAPES.items()}

    save_file({k: v for k, v in everything.items() if "complex128" not in k}, folder / "all.safetensors",
              metadata={"made by": "safetensors", "licence": "none"})

    numpy_has = {k: v for k, v in everything.items() if "bfloat16" not in k}
    np.savez(folder / "all.npz", **numpy_has)
    np.savez_compressed(folder / "compressed.npz", **numpy_has)
    np.savez(folder / "fortran.npz", **{k: np.asarray(v, order="F") for k, v in numpy_has.items()})
    np.savez(folder / "big_endian.npz", **{k: v.astype(v.dtype.newbyteorder(">")) for k, v in numpy_has.items()})
    np.save(folder / "matrix.npy", array("float32", (2, 3)))
    with open(folder / "version3.npy", "wb") as file:
        np.lib.format.write_array(file, array("int16", (2, 3)), version=(3, 0))
    np.save(folder / "objects.npy", np.array([{}, None], dtype=object), allow_pickle=True)
    np.save(folder / "structures.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
    np.save(folder / "bfloat16.npy", array("bfloat16", (2, 3)))

    tree = {
        "arrays": dict(sorted(everything.items())),
        "count": 7,
        "flag": True,
        "list": [array("float32", (2, 3)), {"x": array("int32", (5,))}],
        "moments": Moments(count=jnp.int32(3), mu={"w": jnp.asarray(array("float32", (2, 3)))}),
        "negative": -70000,
        "nothing": None,
        "pi": 3.25,
        "text": "a text of more than thirty-two characters, with \u00e4",
    }
    (folder / "tree.msgpack").write_bytes(flax.serialization.to_bytes(tree))
    scalars = {"complex": 1.5 - 2j, "numpy": np.float32(0.5), "raw": b"\x00\x01\xff", "big": 2**40, "list": [1, [2.5, None]]}
    (folder / "scalars.msgpack").write_bytes(flax.serialization.msgpack_serialize(scalars))
    flax.serialization.MAX_CHUNK_SIZE = 16
    (folder / "chunked.msgpack").write_bytes(flax.serialization.to_bytes({"w": array("float32", (3, 5))}))


main(Path(sys.argv[1]))
