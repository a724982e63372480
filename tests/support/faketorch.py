# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Hand-made wheels of torch and torchvision that compute what Portico's probe asks for, on a device by their label:
`+cu130` has a GPU, `+cpu` and no label have none. Real wheels, installed by the real pip and uv."""

from packageindex import Wheel

TORCH = '''
from .version import __version__
from . import cuda, version
import itertools

class Tensor:
    def __init__(self, rows):
        self.rows = rows
    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Tensor([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])
    def sum(self):
        return Tensor([[sum(itertools.chain.from_iterable(self.rows))]])
    def item(self):
        return self.rows[0][0]
    def tolist(self):
        return self.rows

def _check(device):
    if str(device).startswith("cuda") and not cuda.is_available():
        raise RuntimeError("Torch not compiled with CUDA enabled")

def full(shape, value, device="cpu"):
    _check(device)
    return Tensor([[value] * shape[1] for _ in range(shape[0])])

def tensor(rows, device="cpu"):
    _check(device)
    return Tensor(rows)
'''
CUDA = '''
import os
from .version import cuda as _version

def is_available():
    return _version is not None and os.environ.get("CUDA_VISIBLE_DEVICES") != ""

def get_device_name(number):
    return "Hand-made GPU"
'''
VISION = '''
from torch import Tensor

class ops:
    @staticmethod
    def nms(boxes, scores, limit):
        def overlap(a, b):
            width = min(a[2], b[2]) - max(a[0], b[0])
            height = min(a[3], b[3]) - max(a[1], b[1])
            inner = max(width, 0) * max(height, 0)
            area = lambda box: (box[2] - box[0]) * (box[3] - box[1])
            return inner / (area(a) + area(b) - inner)
        order = sorted(range(len(boxes.rows)), key=lambda one: -scores.rows[one])
        kept = []
        for one in order:
            if all(overlap(boxes.rows[one], boxes.rows[other]) <= limit for other in kept):
                kept.append(one)
        return Tensor(kept)
'''


def torch_wheel(label="cu130", version="2.9.1", parts=40):
    """`parts` more modules, so that replacing it changes many files."""
    full = f"{version}+{label}" if label else version
    cuda = f"{label[2:-1]}.{label[-1]}" if label.startswith("cu") else None
    said = f"__version__ = {full!r}\ncuda: Optional[str] = {cuda!r}\nhip: Optional[str] = None\n"
    files = {"torch/__init__.py": TORCH, "torch/cuda.py": CUDA,
             "torch/version.py": "from typing import Optional\n" + said}
    files |= {f"torch/parts/part{number}.py": f"label = {label!r}\nnumber = {number}\n" for number in range(parts)}
    if cuda:
        files["torch/lib/libtorch_cuda.so"] = "not really a library\n" * 1000
    return Wheel("torch", full, files=files)


def vision_wheel(label="cu130", version="0.24.1", torch="2.9.1"):
    full = f"{version}+{label}" if label else version
    return Wheel("torchvision", full, [f"torch=={torch}"],
                 {"torchvision/__init__.py": f"__version__ = {full!r}\n" + VISION})
