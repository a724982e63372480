# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The node classes of the stand-in: enough to make a picture, to take long, and to fail."""

import json
import os
import re
import time
from dataclasses import dataclass, field
from typing import Callable

from . import picture
from .logstream import Progress

STEP_LIMIT_SECONDS = 0.05


class Interrupted(Exception):
    """The running prompt was told to stop."""


class NodeError(Exception):
    """A node failed; `kind` is the exception type that the real one would have."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    colour: int


@dataclass(frozen=True)
class NodeClass:
    inputs: dict
    returns: list
    run: Callable
    is_output: bool = False
    category: str = "image"
    hidden: dict = field(default_factory=dict)


def _empty_image(context, width, height, batch_size=1, color=0):
    return [[Picture(int(width), int(height), int(color))] * int(batch_size)], None


def _slow_steps(context, steps, seconds):
    """`seconds` is the time of all steps together; an interrupt works between and within steps."""
    bar = Progress(context.log, int(steps))
    try:
        for step in range(int(steps)):
            end = time.monotonic() + float(seconds) / int(steps)
            while time.monotonic() < end:
                context.check_interrupt()
                time.sleep(min(STEP_LIMIT_SECONDS, max(0.0, end - time.monotonic())))
            context.check_interrupt()
            context.progress(step + 1, int(steps))
            bar.show(step + 1)
            if step == int(steps) // 2:
                context.preview(picture.png(16, 16, 0x336699))
    finally:
        bar.close()
    return [[Picture(32, 32, 0x336699)]], {"steps": [int(steps)]}


def _raise(context, message, kind="RuntimeError"):
    raise NodeError(kind, message)


def _load_checkpoint(context, ckpt_name):
    return [ckpt_name, ckpt_name, ckpt_name], None


def _next_counter(folder, stem):
    pattern = re.compile(re.escape(stem) + r"_(\d{5})_\.png$")
    found = [pattern.match(name) for name in os.listdir(folder)]
    return max([int(match.group(1)) for match in found if match], default=0) + 1


def _save(context, images, prefix, kind):
    root = context.folders.by_type(kind)
    subfolder, stem = os.path.split(os.path.normpath(prefix))
    folder = os.path.abspath(os.path.join(root, subfolder))
    if os.path.commonpath([os.path.abspath(root), folder]) != os.path.abspath(root):
        raise NodeError("Exception", "**** ERROR: Saving image outside the output folder is not allowed.")
    os.makedirs(folder, exist_ok=True)
    rows = []
    for image in images:
        name = f"{stem}_{_next_counter(folder, stem):05d}_.png"
        texts = {} if context.args.disable_metadata else {"prompt": json.dumps(context.prompt)}
        with open(os.path.join(folder, name), "wb") as file:
            file.write(picture.png(image.width, image.height, image.colour, texts))
        rows.append({"filename": name, "subfolder": subfolder.replace(os.sep, "/"), "type": kind})
    return [], {"images": rows}


def _save_image(context, images, filename_prefix="ComfyUI"):
    return _save(context, images, filename_prefix, "output")


def _preview_image(context, images):
    return _save(context, images, "ComfyUI_temp_standin", "temp")


def _number(kind, default, low, high):
    return [kind, {"default": default, "min": low, "max": high}]


CLASSES = {
    "EmptyImage": NodeClass(
        {"width": _number("INT", 512, 1, 16384), "height": _number("INT", 512, 1, 16384),
         "batch_size": _number("INT", 1, 1, 4096), "color": _number("INT", 0, 0, 0xFFFFFF)}, ["IMAGE"], _empty_image),
    "SaveImage": NodeClass({"images": ["IMAGE", {}], "filename_prefix": ["STRING", {"default": "ComfyUI"}]}, [],
                           _save_image, is_output=True),
    "PreviewImage": NodeClass({"images": ["IMAGE", {}]}, [], _preview_image, is_output=True),
    "SlowSteps": NodeClass({"steps": _number("INT", 20, 1, 10000), "seconds": _number("FLOAT", 2.0, 0.0, 3600.0)},
                           ["IMAGE"], _slow_steps, is_output=True, category="standin"),
    "RaiseError": NodeClass({"message": ["STRING", {"default": "the node was told to fail"}]}, [], _raise,
                            is_output=True, category="standin"),
    "CheckpointLoaderSimple": NodeClass({"ckpt_name": [[], {}]}, ["MODEL", "CLIP", "VAE"], _load_checkpoint,
                                        category="loaders"),
}


def describe(name):
    """The /object_info entry of one class."""
    node = CLASSES[name]
    return {
        "input": {"required": node.inputs}, "input_order": {"required": list(node.inputs)}, "output": node.returns,
        "output_is_list": [False] * len(node.returns), "output_name": node.returns, "name": name,
        "display_name": name, "description": "", "python_module": "nodes", "category": node.category,
        "output_node": node.is_output,
    }
