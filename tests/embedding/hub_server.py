"""A Hugging Face Hub on the loopback, as far as downloading goes: resolve addresses, a CDN on another host, and faults.

Large files answer as on the real Hub: the address on the Hub redirects to a signed one elsewhere, and the size and
SHA-256 are on the redirect itself.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "c0ffee" + "0" * 34


@dataclass
class Request:
    method: str
    path: str
    range: str | None
    token: str | None


@dataclass
class FakeHub:
    """``files`` maps "ORG/NAME/FILE" to content. ``faults`` maps a file to what its next GETs do, one after another:
    ``("cut", n)`` breaks the connection after n bytes, ``("status", code)`` answers so."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    wrong_sums: set[str] = field(default_factory=set)
    gated: set[str] = field(default_factory=set)
    down: int = 0  # a status that everything answers with, or 0
    requests: list[Request] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def got(self, name: str) -> list[Request]:
        """The GETs that asked for the content of a file."""
        return [each for each in self.requests if each.method == "GET" and each.path == f"/cdn/{name}"]


@contextmanager
def running_hub() -> Iterator[FakeHub]:
    hub = FakeHub()

    class Handler(_Handler):
        world = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    world: FakeHub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self) -> None:
        hub = self.world
        asked = Request(self.command, self.path, self.headers.get("Range"), self.headers.get("Authorization"))
        hub.requests.append(asked)
        if hub.down:
            self._say(hub.down)
        elif self.path.startswith("/cdn/"):
            self._content(self.path.removeprefix("/cdn/"))
        else:
            organisation, model, resolve, revision, *rest = self.path.strip("/").split("/")
            assert (resolve, revision in ("main", COMMIT)) == ("resolve", True), self.path
            self._resolve(f"{organisation}/{model}", "/".join(rest))

    def _resolve(self, repository: str, name: str) -> None:
        hub, key = self.world, f"{repository}/{name}"
        if repository in hub.gated:
            self._say(403, {"X-Error-Code": "GatedRepo"})
        elif not any(each.startswith(repository + "/") for each in hub.files):
            self._say(401, {"X-Error-Code": "RepoNotFound"})
        elif key not in hub.files:
            self._say(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT})
        elif name.endswith((".safetensors", ".bin")):
            content = hub.files[key] + (b"!" if key in hub.wrong_sums else b"")
            facts = {
                "X-Repo-Commit": COMMIT,
                "X-Linked-Etag": f'"{hashlib.sha256(content).hexdigest()}"',
                "X-Linked-Size": str(len(hub.files[key])),
                "Location": f"http://localhost:{hub.port}/cdn/{key}",
            }
            self._say(302, facts)
        else:
            git = hashlib.sha1(b"blob %d\0" % len(hub.files[key]) + hub.files[key]).hexdigest()
            self._say(200, {"X-Repo-Commit": COMMIT, "ETag": f'"{git}"'}, hub.files[key])

    def _content(self, key: str) -> None:
        hub = self.world
        if key not in hub.files:
            self._say(404)
            return
        content, first = hub.files[key], 0
        fault, number = hub.faults[key].pop(0) if self.command == "GET" and hub.faults.get(key) else ("", 0)
        if fault == "status":
            self._say(number)
            return
        if asked := self.headers.get("Range"):
            first = int(asked.removeprefix("bytes=").rstrip("-"))
        facts = {"Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}"} if first else {}
        if fault == "cut":
            self._say(206 if first else 200, facts, content[first : first + number], promised=len(content) - first)
            self.close_connection = True
        else:
            self._say(206 if first else 200, facts, content[first:])

    def _say(
        self, status: int, facts: dict[str, str] | None = None, body: bytes = b"", promised: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (facts or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if promised is None else promised))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
