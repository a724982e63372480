# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The worker thread: runs one prompt after the other and tells clients, log and history what happens."""

import json
import threading
import time
import traceback

from . import failures, prompts
from .graphnodes import CLASSES, Interrupted, NodeError


def _now():
    return int(time.time() * 1000)


class Executor:
    def __init__(self, queue, clients, log, folders, args, modes):
        self.queue, self.clients, self.log, self.folders, self.args = queue, clients, log, folders, args
        self._failure = next((failures.BY_NAME[n] for n in modes.names()
                              if n in failures.BY_NAME and failures.BY_NAME[n].stage == "prompt"), None)
        self._interrupt = threading.Event()
        self._cache = {}

    def start(self):
        threading.Thread(target=self._work, daemon=True, name="prompt worker").start()

    def interrupt(self, prompt_id=None):
        running = self.queue.running
        if prompt_id is None:
            self.log.info("Global interrupt (no prompt_id specified)")
            self._interrupt.set()
        elif running and running[1] == prompt_id:
            self.log.info(f"Interrupting prompt {prompt_id}")
            self._interrupt.set()

    def take_interrupt(self):
        if self._interrupt.is_set():
            self._interrupt.clear()
            raise Interrupted()

    def forget(self):
        self._cache.clear()

    def _work(self):
        while True:
            item = self.queue.get()
            start = time.perf_counter()
            self._interrupt.clear()
            run = Run(self, item, self._failure)
            entry = run.execute()
            self.queue.done(entry)
            if run.client_id is not None:
                self.clients.send("executing", {"node": None, "prompt_id": item[1]}, run.client_id)
            seconds = time.perf_counter() - start
            if seconds > 600:
                self.log.success(f"Prompt executed in {time.strftime('%H:%M:%S', time.gmtime(seconds))}")
            else:
                self.log.success(f"Prompt executed in {seconds:.2f} seconds")

    def key_of(self, prompt, node_id):
        """What the result of a node depends on; a link stands for the key of its source."""
        node = prompt[node_id]
        inputs = {name: [self.key_of(prompt, value[0]), value[1]] if prompts._is_link(value) else value
                  for name, value in node.get("inputs", {}).items()}
        return json.dumps([node["class_type"], inputs], sort_keys=True)

    def cached(self, key):
        return None if self.args.cache_none else self._cache.get(key)

    def remember(self, key, value):
        self._cache[key] = value


class Run:
    """One prompt. Also the context that a node gets."""

    def __init__(self, executor, item, failure):
        self.executor, self.log, self.folders, self.args = executor, executor.log, executor.folders, executor.args
        self.prompt_id, self.prompt, self.outputs = item[1], item[2], item[4]
        self.item = item
        self.client_id = item[3].get("client_id")
        self._failure = failure
        self._messages, self._ui, self._meta, self._results, self._states = [], {}, {}, {}, {}
        self._node = None

    def execute(self):
        order = prompts.run_order(self.prompt, self.outputs)
        self._tell("execution_start", {"timestamp": _now()})
        keys = {node_id: self.executor.key_of(self.prompt, node_id) for node_id in order}
        known = [node_id for node_id in order if self.executor.cached(keys[node_id]) is not None]
        self._tell("execution_cached", {"nodes": known, "timestamp": _now()})
        done = []
        try:
            for self._node in order:
                if self._node in known:
                    self._results[self._node], ui = self.executor.cached(keys[self._node])
                else:
                    self._results[self._node], ui = self._run_node()
                    self.executor.remember(keys[self._node], (self._results[self._node], ui))
                if ui:
                    self._ui[self._node] = ui
                done.append(self._node)
        except Interrupted:
            self.log.info("Processing interrupted")
            self._tell("execution_interrupted", {**self._where(done), "timestamp": _now()})
            return self._entry("error", False)
        except Exception as error:
            self._report(error, done)
            return self._entry("error", False)
        self._tell("execution_success", {"timestamp": _now()})
        return self._entry("success", True)

    def _run_node(self):
        node = self.prompt[self._node]
        kind = CLASSES[node["class_type"]]
        self._state(0.0, 1.0, "running")
        self._send("executing", {"node": self._node, "display_node": self._node})
        self.check_interrupt()
        if self._failure:
            raise NodeError(self._failure.level, self._failure.text)
        values = {}
        for name, value in node.get("inputs", {}).items():
            values[name] = self._results[value[0]][value[1]] if prompts._is_link(value) else value
        results, ui = kind.run(self, **values)
        if ui:
            self._send("executed", {"node": self._node, "display_node": self._node, "output": ui})
        self._state(1.0, 1.0, "finished")
        self._meta[self._node] = {"node_id": self._node, "display_node": self._node, "parent_node": None,
                                  "real_node_id": self._node}
        return results, ui

    def check_interrupt(self):
        self.executor.take_interrupt()

    def progress(self, value, maximum):
        self._state(value, maximum, "running")
        self._send("progress", {"value": value, "max": maximum, "node": self._node})

    def preview(self, png):
        if self.client_id is not None:
            self.executor.clients.send_preview(png, self.client_id)

    def _state(self, value, maximum, state):
        self._states[self._node] = {
            "value": value, "max": maximum, "state": state, "node_id": self._node, "prompt_id": self.prompt_id,
            "display_node_id": self._node, "parent_node_id": None, "real_node_id": self._node}
        self._send("progress_state", {"nodes": dict(self._states)})

    def _send(self, kind, data):
        self.executor.clients.send(kind, {**data, "prompt_id": self.prompt_id}, self.client_id)

    def _tell(self, kind, data):
        data = {"prompt_id": self.prompt_id, **data}
        self._messages.append([kind, data])
        self.executor.clients.send(kind, data, self.client_id)

    def _where(self, done):
        return {"node_id": self._node, "node_type": self.prompt[self._node]["class_type"], "executed": done}

    def _report(self, error, done):
        self.log.error(f"!!! Exception during processing !!! {error}")
        self.log.error(traceback.format_exc())
        kind = getattr(error, "kind", type(error).__name__)
        if "OutOfMemory" in kind:
            self.log.warning("Got an OOM, unloading all loaded models.")
        self._tell("execution_error", {
            **self._where(done), "exception_message": f"{error}\n", "exception_type": kind,
            "traceback": traceback.format_exc().splitlines(True), "current_inputs": {}, "current_outputs": [],
            "timestamp": _now()})

    def _entry(self, status, completed):
        return {"prompt": self.item, "outputs": self._ui, "meta": self._meta,
                "status": {"status_str": status, "completed": completed, "messages": self._messages}}
