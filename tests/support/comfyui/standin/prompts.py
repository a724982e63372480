# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The queue and the history, and the check of a prompt before it is queued."""

import heapq
import threading
import uuid

from .graphnodes import CLASSES


class Rejected(Exception):
    """A prompt that gets 400; `body` is the answer."""

    def __init__(self, kind, message, details="", extra=None, node_errors=None):
        super().__init__(message)
        error = {"type": kind, "message": message, "details": details, "extra_info": extra or {}}
        self.body = {"error": error, "node_errors": node_errors or {}}


def _is_link(value):
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str)


def _input_errors(prompt, node):
    for name, (kind, _) in CLASSES[node["class_type"]].inputs.items():
        value = node.get("inputs", {}).get(name)
        if value is None:  # a default is the frontend's business: the server wants every required input
            yield "required_input_missing", "Required input is missing", name, name
        elif _is_link(value) and value[0] not in prompt:
            yield "bad_linked_input", "Bad linked input, node does not exist", f"{name}, {value}", name
        elif isinstance(kind, list) and value not in kind:
            yield "value_not_in_list", "Value not in list", f"{name}: '{value}' not in {kind}", name
        elif kind == "IMAGE" and not _is_link(value):
            yield "bad_linked_input", "Bad linked input, must be a length-2 list of [node_id, slot_index]", name, name


def _upstream(prompt, node_id):
    """The node and all that it needs, dependencies first."""
    order = []

    def visit(at):
        if at in order or at not in prompt:
            return
        for value in prompt[at].get("inputs", {}).values():
            if _is_link(value):
                visit(value[0])
        order.append(at)

    visit(node_id)
    return order


def validate(prompt):
    """Returns the ids of the output nodes, or raises Rejected."""
    for node_id, node in prompt.items():
        kind = node.get("class_type") if isinstance(node, dict) else None
        if kind not in CLASSES:
            raise Rejected("missing_node_type", f"Node '{kind}' not found. The custom node may not be installed.",
                           f"Node ID '#{node_id}'", {"node_id": node_id, "class_type": kind, "node_title": kind})
    outputs = [node_id for node_id, node in prompt.items() if CLASSES[node["class_type"]].is_output]
    if not outputs:
        raise Rejected("prompt_no_outputs", "Prompt has no outputs")
    errors = {}
    for output in outputs:
        for node_id in _upstream(prompt, output):
            rows = [{"type": kind, "message": message, "details": details, "extra_info": {"input_name": name}}
                    for kind, message, details, name in _input_errors(prompt, prompt[node_id])]
            if rows:
                entry = errors.setdefault(node_id, {"errors": rows, "dependent_outputs": [],
                                                    "class_type": prompt[node_id]["class_type"]})
                entry["dependent_outputs"].append(output)
    if errors:
        reasons = [f"{row['message']}: {row['details']}" for entry in errors.values() for row in entry["errors"]]
        raise Rejected("prompt_outputs_failed_validation", "Prompt outputs failed validation", "\n".join(reasons),
                       node_errors=errors)
    return outputs


def run_order(prompt, outputs):
    order = []
    for output in outputs:
        order += [node_id for node_id in _upstream(prompt, output) if node_id not in order]
    return order


def check_id(wanted):
    if wanted is None:
        return str(uuid.uuid4())
    try:
        if str(uuid.UUID(wanted)) == wanted:
            return wanted
    except (ValueError, AttributeError, TypeError):
        pass
    raise Rejected("invalid_prompt_id", "prompt_id must be a lowercase UUID", repr(wanted))


class Queue:
    """Pending items by number, the running one, and what has been done."""

    def __init__(self, clients):
        self._clients = clients
        self._ready = threading.Condition()
        self._pending = []
        self._counter = 0
        self.running = None
        self.history = {}

    def put(self, prompt, outputs, request):
        number = float(request["number"]) if "number" in request else -self._counter if request.get("front") else self._counter
        extra = dict(request.get("extra_data") or {})
        if "client_id" in request:
            extra["client_id"] = request["client_id"]
        item = [number, request["prompt_id"], prompt, extra, outputs]
        with self._ready:
            self._counter += 1
            heapq.heappush(self._pending, (number, self._counter, item))
            self._ready.notify()
        self.announce()
        return number

    def get(self):
        with self._ready:
            while not self._pending:
                self._ready.wait()
            self.running = heapq.heappop(self._pending)[2]
        self.announce()
        return self.running

    def done(self, entry):
        self.history[self.running[1]] = entry
        self.running = None
        self.announce()

    def remaining(self):
        with self._ready:
            return len(self._pending) + (self.running is not None)

    def announce(self):
        self._clients.send("status", {"status": {"exec_info": {"queue_remaining": self.remaining()}}})

    def snapshot(self):
        with self._ready:
            pending = [item for _, _, item in sorted(self._pending, key=lambda row: row[:2])]
            return {"queue_running": [self.running] if self.running else [], "queue_pending": pending}

    def clear(self):
        with self._ready:
            self._pending.clear()
        self.announce()

    def delete(self, ids):
        with self._ready:
            self._pending = [row for row in self._pending if row[2][1] not in ids]
            heapq.heapify(self._pending)
        self.announce()
