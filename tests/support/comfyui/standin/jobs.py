# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""/api/jobs: queue and history once more, in the newer shape."""

import json
import re

PAGE = 100


def _time(messages, kind):
    return next((data["timestamp"] for name, data in messages if name == kind), None)


def _finished(prompt_id, entry):
    status, messages = entry["status"], entry["status"]["messages"]
    interrupted = any(name == "execution_interrupted" for name, _ in messages)
    word = "completed" if status["completed"] else "cancelled" if interrupted else "failed"
    start = _time(messages, "execution_start")
    end = messages[-1][1]["timestamp"] if messages else None
    return {"id": prompt_id, "status": word, "priority": entry["prompt"][0], "create_time": start,
            "execution_start_time": start, "execution_end_time": end, "outputs_count": len(entry["outputs"]),
            "preview_output": None}


def _waiting(item, word):
    return {"id": item[1], "status": word, "priority": item[0], "create_time": None, "outputs_count": 0,
            "preview_output": None}


def _all(queue):
    now = queue.snapshot()
    jobs = [_waiting(item, "pending") for item in now["queue_pending"]]
    jobs += [_waiting(item, "in_progress") for item in now["queue_running"]]
    return jobs + [_finished(prompt_id, entry) for prompt_id, entry in queue.history.items()]


def _cancel(routes, ids):
    routes.queue.delete(ids)
    for prompt_id in ids:
        routes.worker.interrupt(prompt_id)


def _reply(data, status=200):
    return status, json.dumps(data).encode(), "application/json; charset=utf-8"


def answer(routes, method, path, query, body):
    """`path` begins with /jobs."""
    jobs = _all(routes.queue)
    if method == "GET" and path == "/jobs":
        wanted = query.get("status", "").split(",") if query.get("status") else None
        jobs = [job for job in jobs if wanted is None or job["status"] in wanted]
        first, limit = int(query.get("offset", 0)), int(query.get("limit", PAGE))
        pages = {"offset": first, "limit": limit, "total": len(jobs), "has_more": first + limit < len(jobs)}
        return _reply({"jobs": jobs[first:first + limit], "pagination": pages})
    if method == "POST" and path == "/jobs/cancel":
        _cancel(routes, json.loads(body).get("job_ids", []))
        return _reply({})
    match = re.fullmatch("/jobs/([^/]+)(/cancel)?", path)
    job = next((job for job in jobs if match and job["id"] == match.group(1)), None)
    if job is None:
        return _reply({"error": "Job not found"}, 404)
    if method == "POST" and match.group(2):
        _cancel(routes, [job["id"]])
        return _reply({})
    entry = routes.queue.history.get(job["id"])
    return _reply({**job, "outputs": entry["outputs"], "execution_status": entry["status"]} if entry else job)
