# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the loopback GitHub of githubrest.py knows and does: repositories with real git objects, workflows whose runs go
on with each look, artifacts, releases. Its shapes' sources are named there."""

import base64
import hashlib
import itertools
import re
import time

REPO = r"/repos/([\w.-]+/[\w.-]+)"


class Refusal(Exception):
    def __init__(self, status, message=None, errors=None, head=None):
        super().__init__(status)
        words = {404: "Not Found", 403: "Forbidden", 409: "Conflict", 422: "Validation Failed"}
        self.status, self.head = status, head or {}
        self.body = {"message": message or words.get(status, "Error"), "documentation_url": "https://docs.github.com/rest",
                     "status": str(status)}
        if errors:
            self.body["errors"] = errors


def sha1(kind, content):
    data = content if isinstance(content, bytes) else repr(content).encode()
    return hashlib.sha1(f"{kind} {len(data)}\0".encode() + data).hexdigest()


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Repository:
    def __init__(self, name, files=None, branch="main", push=True):
        self.name, self.default, self.may_push, self.archived = name, branch, push, False
        self.blobs, self.trees, self.commits, self.refs = {}, {}, {}, {}
        self.workflows = {}  # file -> {"inputs": [...], "answer": "details" | "old" | "silent", "script": fn(run)}
        self.runs, self.artifacts, self.releases = {}, {}, {}
        if files is not None:
            self.refs[branch] = self.commit("Begin", self.tree({path: self.blob(data) for path, data in files.items()}), [])

    def blob(self, data):
        sha = sha1("blob", data)
        self.blobs[sha] = data
        return sha

    def tree(self, entries):
        sha = sha1("tree", sorted(entries.items()))
        self.trees[sha] = dict(entries)
        return sha

    def commit(self, message, tree, parents):
        sha = sha1("commit", (message, tree, parents, len(self.commits)))
        self.commits[sha] = {"message": message, "tree": tree, "parents": parents}
        return sha

    def files(self, branch="main"):
        """{path: bytes} of a branch."""
        return {path: self.blobs[sha] for path, sha in self.trees[self.commits[self.refs[branch]]["tree"]].items()}


class World:
    def __init__(self, github):
        self.github, self.repositories = github, {}
        self.numbers = itertools.count(30433642)
        self.routes = [
            ("GET", r"/user", self.user), ("GET", REPO, self.repo),
            ("GET", REPO + r"/git/ref/heads/(.+)", self.ref), ("GET", REPO + r"/git/commits/(\w+)", self.commit),
            ("POST", REPO + r"/git/blobs", self.new_blob), ("POST", REPO + r"/git/trees", self.new_tree),
            ("POST", REPO + r"/git/commits", self.new_commit), ("POST", REPO + r"/git/refs", self.new_ref),
            ("PATCH", REPO + r"/git/refs/heads/(.+)", self.move_ref), ("PUT", REPO + r"/contents/(.+)", self.put_file),
            ("POST", REPO + r"/actions/workflows/([^/]+)/dispatches", self.dispatch),
            ("GET", REPO + r"/actions/(?:workflows/([^/]+)/)?runs", self.runs),
            ("GET", REPO + r"/actions/runs/(\d+)", self.run), ("GET", REPO + r"/actions/runs/(\d+)/jobs", self.jobs),
            ("POST", REPO + r"/actions/runs/(\d+)/cancel", self.cancel),
            ("GET", REPO + r"/actions/jobs/(\d+)/logs", self.logs),
            ("GET", REPO + r"/actions/runs/(\d+)/artifacts", self.artifacts),
            ("GET", REPO + r"/actions/artifacts/(\d+)", self.artifact),
            ("GET", REPO + r"/actions/artifacts/(\d+)/zip", self.artifact_zip),
            ("GET", REPO + r"/releases", self.releases), ("POST", REPO + r"/releases", self.new_release),
            ("PATCH", REPO + r"/releases/(\d+)", self.change_release),
            ("GET", REPO + r"/releases/(\d+)/assets", self.assets), ("POST", REPO + r"/releases/(\d+)/assets", self.upload),
            ("DELETE", REPO + r"/releases/assets/(\d+)", self.drop_asset)]

    def repository(self, name, **more):
        self.repositories[name] = Repository(name, **more)
        return self.repositories[name]

    def do(self, call, who, query, body, upload):
        for method, pattern, answer in self.routes:
            found = re.fullmatch(pattern, call[1])
            if method != call[0] or not found or upload != (answer == self.upload):
                continue
            words = list(found.groups())
            if words:
                words[0] = self.repositories.get(words[0])
                if words[0] is None:
                    raise Refusal(404)
            return answer(who, query, body, *words)
        raise Refusal(404)

    # -- who and what

    def user(self, who, *_):
        return 200, {"login": who["login"], "id": 1, "type": "User", "site_admin": False}, {}

    def repo(self, who, _query, _body, repo):
        push = repo.may_push and "push" not in who.get("denied", ())
        return 200, {"id": 1, "name": repo.name.split("/")[1], "full_name": repo.name, "default_branch": repo.default,
                     "archived": repo.archived, "html_url": f"{self.github.web}/{repo.name}",
                     "permissions": {"admin": False, "push": push, "pull": True}}, {}

    # -- git

    def ref_json(self, repo, branch):
        return {"ref": f"refs/heads/{branch}", "object": {"type": "commit", "sha": repo.refs[branch]}}

    def ref(self, _who, _query, _body, repo, branch):
        if not repo.refs:
            raise Refusal(409, "Git Repository is empty.")
        if branch not in repo.refs:
            raise Refusal(404)
        return 200, self.ref_json(repo, branch), {}

    def commit(self, _who, _query, _body, repo, sha):
        if sha not in repo.commits:
            raise Refusal(404)
        return 200, {"sha": sha, "tree": {"sha": repo.commits[sha]["tree"]}, "message": repo.commits[sha]["message"]}, {}

    def new_blob(self, who, _query, body, repo):
        self.check_write(who, "contents=write")
        if not repo.refs:
            raise Refusal(409, "Git Repository is empty.")
        return 201, {"sha": repo.blob(base64.b64decode(body["content"], validate=True))}, {}

    def new_tree(self, who, _query, body, repo):
        entries = dict(repo.trees[body["base_tree"]])
        for entry in body["tree"]:
            if entry["sha"] not in repo.blobs or (entry["mode"], entry["type"]) != ("100644", "blob"):
                raise Refusal(422, "GitRPC::BadObjectState")
            if entry["path"].startswith(".github/workflows/") and "workflow" not in (who["scopes"] or ["workflow"]):
                raise Refusal(404)  # as the real one: not found, where the scope `workflow` is missing
            entries[entry["path"]] = entry["sha"]
        return 201, {"sha": repo.tree(entries)}, {}

    def new_commit(self, _who, _query, body, repo):
        return 201, {"sha": repo.commit(body["message"], body["tree"], body["parents"])}, {}

    def new_ref(self, _who, _query, body, repo):
        branch = body["ref"].removeprefix("refs/heads/")
        if branch in repo.refs:
            raise Refusal(422, "Reference already exists")
        repo.refs[branch] = body["sha"]
        return 201, self.ref_json(repo, branch), {}

    def move_ref(self, _who, _query, body, repo, branch):
        if repo.refs[branch] not in repo.commits[body["sha"]]["parents"] + [body["sha"]]:
            raise Refusal(422, "Update is not a fast forward")
        repo.refs[branch] = body["sha"]
        return 200, self.ref_json(repo, branch), {}

    def put_file(self, who, _query, body, repo, path):
        self.check_write(who, "contents=write")
        blob = repo.blob(base64.b64decode(body["content"]))
        old = repo.trees[repo.commits[repo.refs[body["branch"]]]["tree"]] if repo.refs else {}
        repo.refs[body["branch"]] = repo.commit(body["message"], repo.tree(old | {path: blob}), [])
        return 201, {"content": {"path": path, "sha": blob}, "commit": {"sha": repo.refs[body["branch"]]}}, {}

    def check_write(self, who, permission):
        if permission in who.get("lacks", ()):
            raise Refusal(403, "Resource not accessible by personal access token",
                          head={"X-Accepted-GitHub-Permissions": permission})

    # -- workflows

    def dispatch(self, who, _query, body, repo, workflow):
        self.check_write(who, "actions=write")
        known = repo.workflows.get(workflow)
        if known is None:
            raise Refusal(404)
        if body["ref"] not in repo.refs:
            raise Refusal(422, f"No ref found for: {body['ref']}")
        details = body.get("return_run_details", False)
        if details and known["answer"] == "old":
            raise Refusal(422, 'Invalid request.\n\n"return_run_details" is not a permitted key.')
        unknown = sorted(set(body.get("inputs", {})) - set(known["inputs"]))
        if unknown:
            raise Refusal(422, f"Unexpected inputs provided: {unknown}".replace("'", '"'))
        run = self.new_run(repo, workflow, who["login"], body["ref"], body.get("inputs", {}))
        if details and known["answer"] == "details":
            return 200, {"workflow_run_id": run["id"], "run_url": run["url"], "html_url": run["html_url"]}, {}
        return 204, None, {}

    def new_run(self, repo, workflow, login, branch, inputs=None, event="workflow_dispatch"):
        number = next(self.numbers)
        page = f"{self.github.web}/{repo.name}/actions/runs/{number}"
        title = " ".join(["Build", *(inputs or {}).values()])
        repo.runs[number] = run = {
            "id": number, "name": "Build", "display_title": title, "run_number": len(repo.runs) + 1, "run_attempt": 1,
            "event": event, "head_branch": branch, "head_sha": repo.refs[branch], "status": "queued", "conclusion": None,
            "path": f".github/workflows/{workflow}", "actor": {"login": login}, "created_at": now(), "html_url": page,
            "url": f"{self.github.web}/api/v3/repos/{repo.name}/actions/runs/{number}", "jobs": [], "looks": 0}
        return run

    @staticmethod
    def shown(run):
        return {key: value for key, value in run.items() if key not in ("jobs", "looks")}

    def runs(self, _who, query, _body, repo, workflow):
        found = [run for run in repo.runs.values()
                 if (not workflow or run["path"].endswith("/" + workflow))
                 and query.get("branch") in (None, run["head_branch"]) and query.get("event") in (None, run["event"])
                 and query.get("actor") in (None, run["actor"]["login"])]
        if workflow and workflow not in repo.workflows:
            raise Refusal(404)
        found = [self.shown(run) for run in reversed(found) if not run.get("hidden")]
        return 200, {"total_count": len(found), "workflow_runs": self.page(found, query)}, {}

    @staticmethod
    def page(items, query):
        size, number = int(query.get("per_page", 30)), int(query.get("page", 1))
        return items[size * (number - 1):size * number]

    def run(self, _who, _query, _body, repo, number):
        run = self.find(repo.runs, number)
        script = repo.workflows[run["path"].rsplit("/", 1)[1]]["script"]
        run["looks"] += 1
        if run["status"] != "completed":
            script(run)
        return 200, self.shown(run), {}

    def jobs(self, _who, query, _body, repo, number):
        jobs = [{key: value for key, value in job.items() if key != "log"} for job in self.find(repo.runs, number)["jobs"]]
        return 200, {"total_count": len(jobs), "jobs": self.page(jobs, query)}, {}

    def cancel(self, _who, _query, _body, repo, number):
        run = self.find(repo.runs, number)
        if run["status"] == "completed":
            raise Refusal(409, "Cannot cancel a workflow run that is completed.")
        run["status"], run["conclusion"] = "completed", "cancelled"
        return 202, {}, {}

    @staticmethod
    def find(things, number):
        if int(number) not in things:
            raise Refusal(404)
        return things[int(number)]

    def logs(self, _who, _query, _body, repo, number):
        for run in repo.runs.values():
            for job in run["jobs"]:
                if job["id"] == int(number):
                    return 302, None, {"Location": self.github.sign(f"/logs/{number}.txt", job["log"])}
        raise Refusal(404)

    # -- artifacts

    def add_artifact(self, repo, run, name, data, digest=True, expired=False):
        number = next(self.numbers)
        repo.artifacts[number] = {
            "id": number, "name": name, "size_in_bytes": len(data), "expired": expired, "run": run["id"], "data": data,
            "created_at": now(), "expires_at": "2026-09-14T20:00:00Z" if expired else "2099-01-01T00:00:00Z",
            "digest": f"sha256:{hashlib.sha256(data).hexdigest()}" if digest else None}
        return repo.artifacts[number]

    def shown_artifact(self, repo, artifact):
        url = f"{self.github.web}/api/v3/repos/{repo.name}/actions/artifacts/{artifact['id']}"
        return {key: value for key, value in artifact.items() if key not in ("data", "run")} | {
            "url": url, "archive_download_url": url + "/zip", "workflow_run": {"id": artifact["run"]}}

    def artifacts(self, _who, query, _body, repo, number):
        found = [self.shown_artifact(repo, each) for each in repo.artifacts.values() if each["run"] == int(number)]
        return 200, {"total_count": len(found), "artifacts": self.page(found, query)}, {}

    def artifact(self, _who, _query, _body, repo, number):
        return 200, self.shown_artifact(repo, self.find(repo.artifacts, number)), {}

    def artifact_zip(self, _who, _query, _body, repo, number):
        artifact = self.find(repo.artifacts, number)
        if artifact["expired"]:
            raise Refusal(410, "Artifact has expired")
        return 302, None, {"Location": self.github.sign(f"/artifacts/{number}.zip", artifact["data"])}

    # -- releases

    def shown_release(self, repo, release):
        return {key: value for key, value in release.items() if key != "assets"} | {
            "assets": list(release["assets"].values()),
            "upload_url": f"{self.github.web}/api/uploads/repos/{repo.name}/releases/{release['id']}/assets{{?name,label}}",
            "html_url": f"{self.github.web}/{repo.name}/releases/tag/{release['tag_name']}"}

    def releases(self, _who, query, _body, repo):
        found = [self.shown_release(repo, each) for each in reversed(repo.releases.values())]
        return 200, self.page(found, query), {}

    def new_release(self, who, _query, body, repo):
        self.check_write(who, "contents=write")
        number = next(self.numbers)
        repo.releases[number] = {"id": number, "created_at": now(), "published_at": None, "assets": {}, **body}
        return 201, self.shown_release(repo, repo.releases[number]), {}

    def change_release(self, _who, _query, body, repo, number):
        release = self.find(repo.releases, number)
        release |= body
        if not release["draft"]:
            release["published_at"] = now()
        return 200, self.shown_release(repo, release), {}

    def assets(self, _who, query, _body, repo, number):
        return 200, self.page(list(self.find(repo.releases, number)["assets"].values()), query), {}

    def upload(self, _who, query, body, repo, number):
        release = self.find(repo.releases, number)
        if query["name"] in release["assets"]:
            raise Refusal(422, errors=[{"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}])
        release["assets"][query["name"]] = asset = {
            "id": next(self.numbers), "name": query["name"], "label": "", "state": "uploaded", "size": len(body),
            "content_type": "application/octet-stream", "digest": f"sha256:{hashlib.sha256(body).hexdigest()}",
            "created_at": now(),
            "browser_download_url": f"{self.github.web}/{repo.name}/releases/download/{release['tag_name']}/{query['name']}"}
        return 201, asset, {}

    def drop_asset(self, _who, _query, _body, repo, number):
        for release in repo.releases.values():
            for name, asset in list(release["assets"].items()):
                if asset["id"] == int(number):
                    del release["assets"][name]
                    return 204, None, {}
        raise Refusal(404)
