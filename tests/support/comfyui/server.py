# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Marks this tree as ComfyUI for tools that recognise one by its layout, and keeps what node packs ask its server to answer
to, as aiohttp's tables do; the code is in standin/."""

from types import SimpleNamespace


class _Routes(list):
    def _adder(self, method):
        def at(path, handler=None, **_):
            def take(handler):
                self.append(SimpleNamespace(method=method, path=path, canonical=path, handler=handler))
                return handler
            return take if handler is None else take(handler)
        return at

    def __getattr__(self, name):
        if name.removeprefix("add_") not in ("get", "post", "put", "delete", "patch", "head", "options", "view"):
            raise AttributeError(name)
        return self._adder(name.removeprefix("add_").upper())

    def resources(self):
        return self


class PromptServer:
    def __init__(self):
        self.routes = _Routes()
        self.app = SimpleNamespace(router=_Routes())


PromptServer.instance = PromptServer()
