# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Interpreters of other systems: the true header bytes and nothing behind them, to test that they are refused."""

import struct

PE_MACHINE = {"x64": 0x8664, "arm64": 0xAA64}
ELF_MACHINE = {"x64": 62, "arm64": 183}
MACHO_CPU = {"x64": 0x01000007, "arm64": 0x0100000C}


def _pe(arch):
    dos = b"MZ" + b"\0" * 58 + struct.pack("<I", 64)
    coff = struct.pack("<HHIIIHH", PE_MACHINE[arch], 0, 0, 0, 0, 240, 0x22)
    optional = struct.pack("<HBB", 0x20B, 14, 0) + b"\0" * 236
    return dos + b"PE\0\0" + coff + optional


def _elf(arch):
    ident = b"\x7fELF" + bytes([2, 1, 1, 0]) + b"\0" * 8
    return ident + struct.pack("<HHIQQQIHHHHHH", 3, ELF_MACHINE[arch], 1, 0, 64, 0, 0, 64, 56, 0, 64, 0, 0)


def _macho(arch):
    return struct.pack("<IIIIIIII", 0xFEEDFACF, MACHO_CPU[arch], 0, 2, 0, 0, 0, 0)


FORMATS = {"windows": _pe, "linux": _elf, "macos": _macho}
PLATFORMS = [f"{system}-{arch}" for system in FORMATS for arch in ("x64", "arm64")]


def header(platform: str) -> bytes:
    """The bytes of an executable for a platform such as windows-x64."""
    system, _, arch = platform.partition("-")
    return FORMATS[system](arch)


def interpreter_path(platform: str) -> str:
    """Where a Python folder of that system has its interpreter."""
    return "python.exe" if platform.startswith("windows") else "bin/python3"


def site_packages(platform: str, short: str) -> str:
    return "Lib/site-packages" if platform.startswith("windows") else f"lib/python{short}/site-packages"
