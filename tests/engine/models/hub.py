"""A hub of a test's own: it answers as the real one does, over HTTP, and can be slow."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """One model's files, and how the next answers are to be."""

    def __init__(self, source: str, files: dict[str, bytes]) -> None:
        self.source, self.files = source, files
        self.pause = 0.0  # seconds after each megabyte
        self.lies = False  # whether it says hashes of other content
        self.served: list[tuple[str, int]] = []  # each file asked for, and from which byte on
        self.address = ""

    def described(self) -> dict:
        siblings = []
        for name, content in self.files.items():
            row = {"rfilename": name, "size": len(content), "blobId": _git_hash(content)}
            if name.endswith((".safetensors", ".bin")):
                row["lfs"] = {"sha256": self.hash(content), "size": len(content), "pointerSize": 99}
            siblings.append(row)
        return {"id": self.source, "modelId": self.source, "sha": COMMIT, "siblings": siblings}

    def hash(self, content: bytes) -> str:
        return hashlib.sha256(content + b"!" * self.lies).hexdigest()


def _git_hash(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self._answer(has_body=False)

        def do_GET(self) -> None:
            self._answer(has_body=True)

        def _answer(self, *, has_body: bool) -> None:
            path = self.path.split("?")[0]
            if path.startswith(f"/api/models/{hub.source}"):
                return self._send(200, json.dumps(hub.described()).encode(), {}, has_body=has_body)
            name = path.removeprefix(f"/{hub.source}/resolve/{COMMIT}/")
            if name not in hub.files:
                return self._send(404, b"", {"X-Error-Code": "EntryNotFound"}, has_body=has_body)
            content = hub.files[name]
            first = 0
            if asked := self.headers.get("Range"):
                first = int(asked.removeprefix("bytes=").split("-")[0])
            if has_body:
                hub.served.append((name, first))
            etag = hub.hash(content) if name.endswith(".safetensors") else _git_hash(content)
            headers = {"X-Repo-Commit": COMMIT, "ETag": f'"{etag}"', "Accept-Ranges": "bytes"}
            if first:
                headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
            self._send(206 if first else 200, content[first:], headers, has_body=has_body)

        def _send(self, status: int, body: bytes, headers: dict, *, has_body: bool) -> None:
            self.send_response(status)
            for key, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(key, value)
            self.end_headers()
            if has_body and status < 300:
                for start in range(0, len(body), 2**20):
                    self.wfile.write(body[start : start + 2**20])
                    time.sleep(hub.pause)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
