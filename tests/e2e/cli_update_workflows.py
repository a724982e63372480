#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Workflows that a person saved as tests of an install: an update is only switched to when the new ComfyUI, started for
real beside the old one, works off all of them; and nothing of the install or its session is touched by that."""

import json
import signal

from world import comfyclient, main
import composeworld
from composecase import skip_without_uv
from updatecase import PACK, UpdateCase

# Works only where the pack was loaded and sees its layer.
COUNTING = PACK + """
from standin import graphnodes
graphnodes.CLASSES["CountNumbers"] = graphnodes.NodeClass({}, [], lambda context: ([], {"number": [number.VERSION]}),
                                                          is_output=True)
"""
COUNT = {"1": {"class_type": "CountNumbers", "inputs": {}}}
MODEL = {"4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "not-here.safetensors"}},
         "5": {"class_type": "PreviewImage", "inputs": {"images": ["4", 0]}}}
NO_MODEL = "node 4 (CheckpointLoaderSimple) says: Value not in list: ckpt_name: 'not-here.safetensors'"


class WorkflowCase(UpdateCase):
    def write(self, name, document):
        file = self.folder / name
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    def save(self, name, graph, *words, **options):
        return self.json("test-workflow", "add", "mine", self.write(f"{name}.json", graph), *words, **options)


class BeforeTheSwitch(WorkflowCase):
    def test_the_new_one_works_them_off_or_the_old_one_stays(self):
        self.add_pack()
        (self.library / "installs/mine/data/custom_nodes/counting/__init__.py").write_text(COUNTING, encoding="utf-8")
        (self.place / "data/db/gen-0001").mkdir(parents=True, exist_ok=True)
        (self.place / "data/db/gen-0001/comfyui.db").write_bytes(b"the first one's")
        self.assertEqual(self.json("test-workflow", "run", "mine", code=4)["error"]["code"], "not-found")
        for document, part in (({"nodes": [], "links": []}, "Export (API)"), ({"answer": 42}, "Export (API)")):
            error = self.save("wrong", document, code=1)["error"]
            self.assertEqual(error["code"], "invalid-input")
            self.assertIn(part, error["nextStep"])
        self.assertEqual(self.save("x", COUNT, "--name", "a/b", code=1)["error"]["code"], "invalid-input")
        self.assertEqual(self.save("picture", {"prompt": comfyclient.picture_workflow()})["nodes"], 2)
        self.assertEqual(self.save("x", COUNT, "--name", "count them")["added"], "count them")
        self.assertEqual(self.json("test-workflow", "list", "mine")["testWorkflows"], ["count them", "picture"])

        self.release("0.34.0")
        plan, done = self.update("--to", "0.34.0", "--yes")
        self.assertEqual(plan["testWorkflows"], ["count them", "picture"])
        self.assertEqual((done["generation"], done["current"]), (2, True))
        self.assertEqual(list((self.place / "data/output").rglob("*.png")), [], "pictures of tests go with them")
        self.assertEqual((self.place / "data/db/gen-0002/comfyui.db").read_bytes(), b"the first one's")
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.nothing_lies_about()

        self.save("model", MODEL)
        self.release("0.35.0")
        self.refuses("process-failed", "“model” does not work with the new generation. It failed: " + NO_MODEL,
                     "--to", "0.35.0", exit_code=1)
        error = self.json("test-workflow", "remove", "mine", "modl", code=4)["error"]
        self.assertIn("model", error["nextStep"])
        self.json("test-workflow", "remove", "mine", "model")
        self.release("0.36.0", **{"standin_mode.txt": "oom"})
        self.refuses("process-failed", "node 1 (CountNumbers) says: OutOfMemoryError: CUDA out of memory",
                     "--to", "0.36.0", exit_code=1)
        self.release("0.37.0", **{"standin_mode.txt": "address-unavailable"})
        self.refuses("process-failed", "did not start for its test workflows", "--to", "0.37.0", exit_code=1)
        self.assertEqual(self.current(), 2)
        self.wait_nothing_runs()


class BesideARunningOne(WorkflowCase):
    def test_they_are_tried_beside_the_session_and_can_be_cancelled(self):
        self.save("picture", comfyclient.picture_workflow())
        self.save("model", MODEL)
        self.cli("start", "mine", "--detach")
        before = self.seen()
        tried = self.json("test-workflow", "run", "mine", code=1)
        self.assertEqual([(row["name"], row["isGood"]) for row in tried["results"]], [("model", False), ("picture", True)])
        self.assertIn(NO_MODEL, tried["results"][0]["message"])
        self.assertEqual(self.state(self.composed), "ready")
        kept = ("logs/", "test-workflows/last.results")
        unlogged = {name: digest for name, digest in self.seen().items() if not name.startswith(kept)}
        self.assertEqual(unlogged, {name: digest for name, digest in before.items() if not name.startswith(kept)})
        last = self.json("test-workflow", "list", "mine")["lastResults"]
        self.assertEqual([(row["name"], row["isGood"], row["generation"]) for row in last],
                         [("model", False, self.current()), ("picture", True, self.current())])
        self.assertEqual(comfyclient.get_json(self.composed["port"], "/history"), {}, "another ComfyUI worked it off")

        self.json("test-workflow", "remove", "mine", "model")
        self.save("long", comfyclient.slow_workflow(steps=1000, seconds=3000))
        self.release("0.34.0")
        process = self.spawn("update", "mine", "--to", "0.34.0", "--yes")
        for line in process.stderr:
            if "“long”" in line:
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual(self.current(), 1)
        self.assertEqual(list(self.place.glob("**/gen-0002*")), [])
        self.assertEqual(self.state(self.composed), "ready", "the person's own session runs on")
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        self.cli("recover")
        self.nothing_lies_about()


if __name__ == "__main__":
    skip_without_uv()
    main()
