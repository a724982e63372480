#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The network's settings through each that speaks to it: Qt, git, and the real uv and pip, against a
real proxy with a login and servers whose authority nobody knows. Names such as index.example are
there only through the proxy, so what answers came through it; its log says so too."""

import json
import shutil
import socket
import subprocess
import sys

from world import BIN, SOURCE, World, bundle, comfyclient, main

sys.path.insert(0, str(SOURCE / "tests/support/network"))

import certificates  # noqa: E402
import mirrors  # noqa: E402
import proxies  # noqa: E402

LOGIN = ("me", "p@ss w:rd/%")
QT = ["github", "package-index", "torch-index", "python-mirror"]
HOSTS = ["hub.example", "index.example", "torch.example", "python.example"]


def own_address():
    """An address of this computer that is not loopback, or None."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
            address = probe.getsockname()[0]
        except OSError:
            return None
    return None if address.startswith("127.") else address


class Network(World):
    def setUp(self):
        super().setUp()
        self.environment["PORTICO_PROXY_PASSWORD"] = LOGIN[1]
        tls = self.folder / "tls"
        tls.mkdir()
        self.address = own_address()
        names = HOSTS + ([self.address] if self.address else [])
        self.authority, certificate, key = certificates.make(tls, names)
        self.mirrors = mirrors.Mirrors(certificate, key, mirrors.make_repository(tls),
                                       "0.0.0.0" if self.address else "127.0.0.1")
        self.addCleanup(self.mirrors.close)
        self.names = {name: ("127.0.0.1", self.mirrors.port) for name in HOSTS}
        self.set("github-mirror=https://hub.example/github", "package-index=https://index.example/simple",
                 "torch-index=https://torch.example/whl", "python-mirror=https://python.example/python")

    def set(self, *assignments):
        return self.json("network", "set", *assignments)

    def outcomes(self, *names):
        """{name: outcome} of `porticoctl network test`."""
        process = self.spawn("--json", "network", "test", *names)
        out, err = process.communicate(timeout=120)
        self.assertIn(process.returncode, (0, 1), err)
        outcomes = {each["test"]: each for each in json.loads(out.splitlines()[-1])["tests"]}
        self.assertEqual(process.returncode, 0 if all(each["works"] for each in outcomes.values()) else 1)
        self.assertNotIn(LOGIN[1], out + err, "the password is shown to nobody")
        return outcomes

    def tools(self):
        found = ["git"]
        found += ["uv"] if shutil.which("uv") else []
        found += ["pip"] if subprocess.run(["python3", "-m", "pip", "--version"], capture_output=True,
                                           env=self.environment).returncode == 0 else []
        return found

    def use_proxy(self, kind="http", login=LOGIN):
        make = proxies.http_proxy if kind == "http" else proxies.socks_proxy
        proxy = make(self.names, login)
        self.addCleanup(proxy.close)
        self.set(f"proxy={kind}://{login[0] + '@' if login else ''}127.0.0.1:{proxy.port}")
        return proxy

    def check_all(self, proxy, tests):
        """Each fails without the authority, naming the step, and works with it, through the proxy."""
        for name, outcome in self.outcomes(*tests).items():
            self.assertFalse(outcome["works"], f"{name} trusted an authority that nobody knows")
            self.assertEqual(outcome["code"], "refused", outcome)
            self.assertIn("certificate authority", outcome["nextStep"], outcome)
        proxy.log.clear()
        self.set(f"certificates={self.authority}")
        for name, outcome in self.outcomes(*tests).items():
            self.assertTrue(outcome["works"], outcome)
            self.assertIn(str(proxy.port), outcome["way"])
        return proxy.log

    def test_qt_and_the_tools_go_through_an_http_proxy_with_login(self):
        proxy = self.use_proxy()
        log = self.check_all(proxy, QT + self.tools())
        for host in HOSTS:
            self.assertIn(f"{host}:443", log)
        self.assertGreaterEqual(log.count("index.example:443"), len(self.tools()), "Qt, uv and pip each")

    def test_qt_and_the_tools_go_through_a_socks_proxy_with_login(self):
        """git and pip, which know no SOCKS by themselves, too."""
        proxy = self.use_proxy("socks5")
        log = self.check_all(proxy, QT + self.tools())
        for host in HOSTS:
            self.assertIn(f"{host}:443", log)
        self.assertGreaterEqual(log.count("hub.example:443"), 2, "Qt and git each")
        self.assertGreaterEqual(log.count("index.example:443"), len(self.tools()), "Qt, uv and pip each")

    def test_a_wrong_password_is_said_by_each(self):
        self.check_wrong_password(self.use_proxy(login=("me", "another")))

    def test_a_wrong_password_for_a_socks_proxy_is_said(self):
        # Not uv: it says no more than that the proxy's answer was another than it had hoped for.
        self.check_wrong_password(self.use_proxy("socks5", ("me", "another")), without="uv")

    def check_wrong_password(self, proxy, without=""):
        self.set(f"certificates={self.authority}")
        tools = [tool for tool in self.tools() if tool != without]
        for name, outcome in self.outcomes(*QT[:2], *tools).items():
            self.assertFalse(outcome["works"], name)
            self.assertEqual(outcome["code"], "permission-denied", outcome)
            self.assertIn("proxy", outcome["message"].lower(), outcome)
        self.assertEqual(proxy.log, [], "nothing went through")
        self.assertGreater(proxy.refused, 0)

    def test_a_proxy_that_is_not_there_is_said(self):
        for kind in ("http", "socks5"):
            with self.subTest(kind=kind):
                self.use_proxy(kind).close()
                for name, outcome in self.outcomes("package-index", *self.tools()).items():
                    self.assertFalse(outcome["works"], name)
                    self.assertIn(outcome["code"], ("network", "timeout"), outcome)

    def test_exceptions_are_reached_directly_by_each(self):
        if not self.address:
            self.skipTest("this computer has no address but loopback")
        proxy = self.use_proxy()
        base = f"https://{self.address}:{self.mirrors.port}"
        self.set(f"certificates={self.authority}", f"package-index={base}/simple",
                 f"github-mirror={base}/github")
        # Not git: libgit2's mbedTLS (Debian 12) knows no certificates for addresses, only for names.
        tests = ["package-index", "github", *(tool for tool in self.tools() if tool != "git")]
        for outcome in self.outcomes(*tests).values():
            self.assertTrue(outcome["works"], outcome)
        self.assertIn(f"{self.address}:{self.mirrors.port}", proxy.log, "through the proxy at first")
        proxy.log.clear()
        self.set(f"no-proxy={self.address}")
        for name, outcome in self.outcomes(*tests).items():
            self.assertTrue(outcome["works"], outcome)
            self.assertEqual(outcome["way"], "directly")
        self.assertEqual(proxy.log, [], "an exception went through the proxy")

    def test_a_script_sends_each_its_way(self):
        first = self.use_proxy()
        second = proxies.http_proxy(self.names, LOGIN)
        self.addCleanup(second.close)
        gone = comfyclient.free_port()
        script = self.folder / "proxy.pac"
        script.write_text(
            "function FindProxyForURL(url, host) {\n"
            '  if (dnsDomainIs(host, "hub.example"))\n'
            f'    return "PROXY 127.0.0.1:{second.port}";\n'
            '  if (shExpMatch(host, "*.example"))\n'
            f'    return "PROXY 127.0.0.1:{gone}; PROXY 127.0.0.1:{first.port}";\n'
            '  return "DIRECT";\n}\n', encoding="utf-8")
        self.set(f"proxy=pac+{script}", "proxy-user=me", f"certificates={self.authority}")
        for name, outcome in self.outcomes("github", "package-index", "git").items():
            self.assertTrue(outcome["works"], outcome)
        self.assertEqual(set(second.log), {"hub.example:443"})
        self.assertEqual(set(first.log), {"index.example:443"}, "the spare one, where the first is gone")

    def test_a_script_with_a_fault_is_told_and_nothing_goes_around_it(self):
        self.use_proxy()
        script = self.folder / "proxy.pac"
        for text, code in (("function FindProxyForURL(url) { return nobody; }", "invalid-input"),
                           ("function FindProxyForURL(url) { while (true) { } }", "timeout"),
                           ('function FindProxyForURL(u) { var a = "x"; while (true) a += a; }', "invalid-input"),
                           ('function FindProxyForURL() { return "HTTPS p.example:443"; }', "unsupported"),
                           ("<html>Please log in</html>", "invalid-input")):
            with self.subTest(text=text):
                script.write_text(text, encoding="utf-8")
                self.set(f"proxy=pac+{script}")
                outcome = self.outcomes("package-index")["package-index"]
                self.assertEqual((outcome["works"], outcome["code"]), (False, code), outcome)
        self.set(f"proxy=pac+{self.folder / 'gone.pac'}")
        self.assertEqual(self.outcomes("package-index")["package-index"]["code"], "not-found")

    def test_the_wrong_address_is_told_with_the_right_form(self):
        self.use_proxy()
        self.set(f"certificates={self.authority}", "package-index=https://index.example/other",
                 "torch-index=https://torch.example", "github-mirror=https://hub.example/x",
                 "python-mirror=https://python.example")
        for name, outcome in self.outcomes(*QT).items():
            self.assertEqual((outcome["works"], outcome["code"]), (False, "not-found"), outcome)
            self.assertTrue(outcome["nextStep"])

    def test_comfyui_and_its_children_get_the_network(self):
        install = self.add(bundle())
        seen = self.folder / "seen.json"
        nodes = self.library / "installs" / install["id"] / "data" / "custom_nodes"
        nodes.mkdir(parents=True, exist_ok=True)
        child = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"
        (nodes / "look.py").write_text(
            "import subprocess, sys\n"
            f"subprocess.run([sys.executable, '-c', {child!r}, {str(seen)!r}], check=True)\n"
            "NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        proxy = self.use_proxy()
        self.set(f"certificates={self.authority}", "no-proxy=intranet.example")
        self.json("start", install["id"], "--detach", "--next-free-port")
        environment = json.loads(seen.read_text(encoding="utf-8"))
        address = f"http://me:p%40ss%20w%3Ard%2F%25@127.0.0.1:{proxy.port}"
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "ALL_PROXY"):
            self.assertEqual(environment[name], address)
        for host in ("127.0.0.1", "localhost", "intranet.example"):
            self.assertIn(host, environment["NO_PROXY"].split(","))
        with open(environment["SSL_CERT_FILE"], encoding="ascii") as file:
            self.assertIn(self.authority.read_text(encoding="ascii").strip(), file.read())
        self.assertEqual(environment["REQUESTS_CA_BUNDLE"], environment["SSL_CERT_FILE"])
        self.assertEqual(environment["PIP_INDEX_URL"], "https://index.example/simple")
        self.assertNotIn("PORTICO_PROXY_PASSWORD", environment)
        self.assertNotIn("PORTICO_NETWORK", environment)
        self.json("stop", install["id"])
        for path in self.folder.rglob("*"):
            if path.is_file() and path != seen and not path.is_symlink() and path.stat().st_size < 1 << 20:
                self.assertNotIn("p%40ss".encode(), path.read_bytes(), f"the password lies in {path}")

    def test_comfyui_reaches_the_internet_through_a_socks_proxy(self):
        """Python knows no SOCKS without a package of its own: Portico leads it there, and keeps the login."""
        install = self.add(bundle())
        seen = self.folder / "seen.json"
        nodes = self.library / "installs" / install["id"] / "data" / "custom_nodes"
        nodes.mkdir(parents=True, exist_ok=True)
        (nodes / "look.py").write_text(
            "import json, os, urllib.request\n"
            "page = urllib.request.urlopen('https://index.example/simple/six/', timeout=20).read().decode()\n"
            f"json.dump([page, dict(os.environ)], open({str(seen)!r}, 'w'))\n"
            "NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        proxy = self.use_proxy("socks5")
        self.set(f"certificates={self.authority}")
        for _ in range(2):  # each start has a way of its own
            self.json("start", install["id"], "--detach", "--next-free-port")
            page, environment = json.loads(seen.read_text(encoding="utf-8"))
            self.assertIn("six-1.99", page)
            self.assertEqual(proxy.log, ["index.example:443"])
            self.assertTrue(environment["HTTPS_PROXY"].startswith("http://portico:"), environment["HTTPS_PROXY"])
            self.assertNotIn("p%40ss", json.dumps(environment), "ComfyUI needs no login for the proxy")
            self.json("stop", install["id"])
            proxy.log.clear()
            seen.unlink()

    def test_downloads_go_the_same_way(self):
        self.use_proxy()
        self.set(f"certificates={self.authority}")
        url = "https://index.example/files/six-1.99-py3-none-any.whl"
        _, err = self.cli("add", url, code=3)  # it arrives, and is no bundle
        self.assertIn("/files/six-1.99-py3-none-any.whl", self.mirrors.log, err)

    def test_what_cannot_be_is_refused_before_it_is_written(self):
        before = self.json("network")["settings"]
        for value, code in (("proxy=http://me:secret@p.example:1", 3), ("proxy=maybe", 1),
                            ("no-proxy=https://x", 1), ("package-index=http://index.example/simple", 3),
                            (f"certificates={self.folder / 'tls' / 'server.pem'}", 1),
                            (f"certificates={self.folder / 'tls' / 'authority.key'}", 1),
                            ("certificates=/nowhere.pem", 4), ("tls-verify=no", 2), ("proxy", 2)):
            with self.subTest(value=value):
                _, err = self.cli("network", "set", value, code=code)
                self.assertNotIn("secret", err)
        self.assertEqual(self.json("network")["settings"], before)


if __name__ == "__main__":
    if not shutil.which("openssl") or not (BIN / "porticoctl").exists():
        print("0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
