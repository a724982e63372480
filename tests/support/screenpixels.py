# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What is painted on an X screen, asked through Xlib: for tests that wait for a colour, not for a time."""

import ctypes

ALL_PLANES, Z_PIXMAP = 0xFFFFFFFF, 2


class _Image(ctypes.Structure):
    """The beginning of XImage, as Xlib.h has it."""
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.c_void_p), ("byte_order", ctypes.c_int),
                ("bitmap_unit", ctypes.c_int), ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int),
                ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int)]


class ScreenPixels:
    """The pixels of a display of that size, 24 bits deep."""

    def __init__(self, display, width=1280, height=800):
        self.size = (width, height)
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XGetImage.restype = ctypes.POINTER(_Image)
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        if not self.display:
            raise OSError(f"no X display {display}")
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def count(self, colour):
        """How many pixels have that colour, 0xRRGGBB."""
        image = self.x11.XGetImage(self.display, self.root, 0, 0, *self.size, ctypes.c_ulong(ALL_PLANES), Z_PIXMAP)
        bits = ctypes.string_at(image.contents.data, image.contents.bytes_per_line * self.size[1])
        self.x11.XDestroyImage(image)
        wanted = colour.to_bytes(4, "little")[:3]
        return sum(1 for at in _all(bits, wanted) if at % 4 == 0)


def _all(bits, wanted):
    at = bits.find(wanted)
    while at >= 0:
        yield at
        at = bits.find(wanted, at + 1)
