# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The stand-in keeps the contract: HTTP routes, prompts, pictures, the websocket's sequence."""

import json
import os
import socket
import unittest

import harness
import comfyclient
from standin import websocket


class Api(harness.StandInCase):
    def setUp(self):
        super().setUp()
        self.running = self.start()
        self.running.wait_ready()
        self.port = self.running.port

    def post(self, body):
        status, data, _ = comfyclient.request(self.port, "/api/prompt", body)
        return status, json.loads(data)

    def test_prompt_makes_a_picture(self):
        data = comfyclient.make_picture(self.port, width=40, height=30)
        self.assertIn(b"EmptyImage", data)
        self.assertTrue(os.path.isfile(os.path.join(self.code, "output", "probe", "acc_00001_.png")))
        self.assertRegex(self.running.err, r"got prompt\n")
        self.assertRegex(self.running.err, r"Prompt executed in \d+\.\d\d seconds")

    def test_the_same_graph_is_answered_from_the_cache(self):
        flow = comfyclient.picture_workflow(color=7)
        first = comfyclient.wait_history(self.port, comfyclient.post_prompt(self.port, flow))
        again = comfyclient.wait_history(self.port, comfyclient.post_prompt(self.port, flow))
        self.assertEqual(comfyclient.images_of(first), comfyclient.images_of(again))
        self.assertEqual(dict(again["status"]["messages"])["execution_cached"]["nodes"], ["1", "2"])

    def test_bad_prompts_get_400(self):
        picture = comfyclient.picture_workflow()
        rows = [
            ({"prompt": {"1": {"class_type": "KJNodes", "inputs": {}}}}, "missing_node_type"),
            ({"prompt": {"1": picture["1"]}}, "prompt_no_outputs"),
            ({"prompt": {"2": {"class_type": "SaveImage", "inputs": {}}}}, "prompt_outputs_failed_validation"),
            ({"prompt": picture, "prompt_id": "X"}, "invalid_prompt_id"),
            ({}, "no_prompt"),
        ]
        for body, kind in rows:
            with self.subTest(kind=kind):
                status, answer = self.post(body)
                self.assertEqual((status, answer["error"]["type"]), (400, kind))
        errors = self.post(rows[2][0])[1]["node_errors"]["2"]
        self.assertEqual(errors["errors"][0]["type"], "required_input_missing")
        self.assertEqual(errors["dependent_outputs"], ["2"])
        self.assertEqual([row["details"] for row in errors["errors"]], ["images", "filename_prefix"])
        self.assertIn("* SaveImage 2:\n  - Required input is missing: images\n", self.running.err)

    def test_foreign_origin_gets_403(self):
        for headers, wanted in (({"Origin": "http://evil.example"}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403),
                                ({"Origin": f"http://127.0.0.1:{self.port}"}, 200), ({}, 200)):
            with self.subTest(headers=headers):
                self.assertEqual(comfyclient.request(self.port, "/prompt", headers=headers)[0], wanted)

    def test_interrupt_ends_a_slow_prompt(self):
        prompt = comfyclient.post_prompt(self.port, comfyclient.slow_workflow(100, 60))
        comfyclient.wait_until(lambda: b"\r  1%|" in self.running.err_bytes, 10, "the first frame")
        comfyclient.interrupt(self.port, "another-prompt")
        comfyclient.interrupt(self.port, prompt)
        status = comfyclient.wait_history(self.port, prompt, 3)["status"]
        self.assertEqual((status["status_str"], status["completed"]), ("error", False))
        self.assertEqual(status["messages"][-1][0], "execution_interrupted")
        self.assertRegex(self.running.err, r"\n\S*\[INFO\]\S* Processing interrupted\n")

    def test_slow_prompt_draws_a_bar_and_flushes_stdout(self):
        comfyclient.wait_history(self.port, comfyclient.post_prompt(self.port, comfyclient.slow_workflow(4, 0.2)))
        err = self.running.err_bytes.decode()
        self.assertIn("\r  0%|          | 0/4 [00:00<?, ?it/s]", err)
        self.assertRegex(err, r"\r100%\|██████████\| 4/4 \[00:00<00:00, [\d.]+it/s\]\n")
        self.assertIn("printed early", self.running.out)

    def test_other_routes(self):
        port = self.port
        self.assertEqual(comfyclient.get_json(port, "/prompt"), {"exec_info": {"queue_remaining": 0}})
        self.assertEqual(comfyclient.get_json(port, "/api/queue"), {"queue_running": [], "queue_pending": []})
        self.assertEqual(comfyclient.get_json(port, "/history/no-such-id"), {})
        self.assertEqual(list(comfyclient.get_json(port, "/object_info/SaveImage")), ["SaveImage"])
        self.assertEqual(comfyclient.get_json(port, "/object_info/Nothing"), {})
        self.assertTrue(comfyclient.get_json(port, "/features")["supports_preview_metadata"])
        self.assertIn("Starting server", comfyclient.get_json(port, "/internal/logs"))
        self.assertIn("m", comfyclient.get_json(port, "/internal/logs/raw")["entries"][0])
        self.assertEqual(comfyclient.request(port, "/api/internal/logs")[0], 404)
        self.assertEqual(comfyclient.request(port, "/view?filename=../main.py&type=output")[0], 400)
        self.assertEqual(comfyclient.request(port, "/free", {"free_memory": True})[0], 200)
        comfyclient.make_picture(port)
        self.assertEqual(comfyclient.get_json(port, "/api/jobs")["jobs"][0]["status"], "completed")

    def test_websocket_sequence(self):
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            file = connection.makefile("rwb")
            file.write(b"GET /ws?clientId=abc HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade"
                       b"\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            file.flush()
            self.assertIn(b"101", file.readline())
            head = b"".join(iter(file.readline, b"\r\n"))
            self.assertIn(b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head)
            first = json.loads(websocket.read_frame(file)[1])
            self.assertEqual((first["type"], first["data"]["sid"]), ("status", "abc"))
            flow = {**comfyclient.slow_workflow(2, 0.1),
                    "2": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}}}
            comfyclient.post_prompt(self.port, flow, "abc")
            kinds, previews = [], 0
            while True:
                opcode, data = websocket.read_frame(file)
                if opcode == websocket.BINARY:
                    previews += data[:8] == b"\0\0\0\1\0\0\0\2" and data[8:16] == comfyclient.PNG_SIGNATURE
                    continue
                message = json.loads(data)
                if message["type"] != "progress_state":
                    kinds.append(message["type"])
                if message["type"] == "executing" and message["data"]["node"] is None:
                    break
        self.assertEqual(kinds, ["status", "status", "execution_start", "execution_cached", "executing", "progress",
                                 "progress", "executed", "executing", "executed", "execution_success", "status",
                                 "executing"])
        self.assertEqual(previews, 1)


if __name__ == "__main__":
    unittest.main()
