"""The client's side of the one request: what it sends, whom it trusts, what it counts, when it gives up."""

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import certificates
from focal_desktop.sync import remote
from focal_desktop.sync.remote import Exchanged, Refused, Remote

Play = Callable[["Stage", socket.socket], None]
ANSWERED = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"
NOTHING_NEW = b"HTTP/1.1 204 No Content\r\n\r\n"
SHORT_S = 0.2


class Stage:
    """A server that plays one scene for each connection, in turn, and remembers what it was sent."""

    def __init__(self, *scenes: Play, context: ssl.SSLContext | None = None) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.came: list[bytes] = []
        self._context = context
        self._scenes = scenes
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        for scene in self._scenes:
            try:
                link, _ = self.listener.accept()
            except OSError:
                return
            with link:
                self._play(scene, link)

    def _play(self, scene: Play, link: socket.socket) -> None:
        try:
            if self._context:
                with self._context.wrap_socket(link, server_side=True) as inside:
                    scene(self, inside)
            else:
                scene(self, link)
        except OSError:
            self.came.append(b"gone")

    def read(self, link: socket.socket) -> bytes:
        """Read one request to its end."""
        came = b""
        while not _is_whole(came):
            piece = link.recv(65536)
            if not piece:
                break
            came += piece
        self.came.append(came)
        return came

    def close(self) -> None:
        """Take the scenes that are left off the stage."""
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes an accept that nobody will answer
        self.listener.close()
        self._thread.join(timeout=30)


def _is_whole(came: bytes) -> bool:
    front, end, body = came.partition(b"\r\n\r\n")
    lengths = [
        int(line[16:]) for line in front.split(b"\r\n") if line.lower().startswith(b"content-length: ")
    ]
    return bool(end) and len(body) >= sum(lengths)


@contextmanager
def playing(*answers: bytes, context: ssl.SSLContext | None = None) -> Iterator[tuple[Stage, str]]:
    """Play one connection that reads a request before each answer; `context` puts it under TLS."""

    def scene(stage: Stage, link: socket.socket) -> None:
        for answer in answers:
            if not stage.read(link):
                return
            link.sendall(answer)
        if context:
            link.recv(1)  # under TLS, so that the answer is read before the connection goes

    with staging(scene, context=context) as (stage, url):
        yield stage, url


@contextmanager
def staging(*scenes: Play, context: ssl.SSLContext | None = None) -> Iterator[tuple[Stage, str]]:
    """Play one scene for each connection."""
    stage = Stage(*scenes, context=context)
    try:
        yield stage, f"{'https' if context else 'http'}://127.0.0.1:{stage.port}"
    finally:
        stage.close()


@contextmanager
def environment(**words: str) -> Iterator[None]:
    """Set words of the environment for a while."""
    before = dict(os.environ)
    os.environ.update(words)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def trouble(url: str, ca_pem: str | None = None) -> Trouble:
    """Hold an exchange that cannot succeed."""
    with pytest.raises(Trouble) as raised, Remote(url, ca_pem, connect_s=5, silence_s=5) as hub:
        hub.exchange(b"ask")
    return raised.value


def server_context(issued: certificates.Certificates, folder: Path) -> ssl.SSLContext:
    """Return a server's side of TLS."""
    (folder / "leaf.pem").write_text(issued.leaf_pem + issued.leaf_key_pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem")
    return context


def test_two_headers_go_out_and_every_byte_is_counted() -> None:
    with playing(ANSWERED, NOTHING_NEW) as (stage, url), Remote(url) as hub:
        first, second = hub.exchange(b"x" * 110), hub.exchange(b"y" * 9)
    expected = b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 110\r\n\r\n" + b"x" * 110
    assert stage.came[0] == expected
    assert first == Exchanged(200, b"hello", is_whole=True, bytes_up=len(expected), bytes_down=len(ANSWERED))
    assert (second.status, second.body, second.is_whole) == (204, b"", True)
    assert (second.bytes_up, second.bytes_down) == (len(stage.came[1]), len(NOTHING_NEW))
    assert len(stage.came) == 2  # on one connection: the stage plays no second scene


def test_front_and_body_leave_together() -> None:
    def first_piece(stage: Stage, link: socket.socket) -> None:
        stage.came.append(link.recv(65536))
        link.sendall(ANSWERED)

    with staging(first_piece) as (stage, url), Remote(url) as hub:
        hub.exchange(b"x" * 110)
    assert _is_whole(stage.came[0])


def test_a_cookie_is_never_given_back() -> None:
    cookie = b"HTTP/1.1 200 OK\r\nset-cookie: who=me; path=/\r\ncontent-length: 0\r\n\r\n"
    with playing(cookie, NOTHING_NEW) as (stage, url), Remote(url) as hub:
        hub.exchange(b"one")
        hub.exchange(b"two")
    assert stage.came[1] == b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 3\r\n\r\ntwo"


def test_a_redirection_is_not_followed() -> None:
    moved = b"HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
    with playing(moved) as (stage, url):
        assert trouble(url).code == "hub_refused"
    assert len(stage.came) == 1


def test_a_packed_answer_is_not_unpacked() -> None:
    packed = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nbomb"
    with playing(packed) as (_stage, url), Remote(url) as hub:
        assert hub.exchange(b"ask").body == b"bomb"


def test_the_environment_changes_neither_way_nor_trust(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1"
    own, foreign = certificates.issue("localhost"), certificates.issue("localhost")
    (tmp_path / "foreign.pem").write_text(foreign.ca_pem)
    bundle = str(tmp_path / "foreign.pem")
    words = {
        name: nowhere for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY")
    }
    words |= {name: bundle for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")}
    with environment(**words):
        with playing(ANSWERED) as (_, url), Remote(url) as hub:
            assert hub.exchange(b"ask").body == b"hello"
        with (
            playing(ANSWERED, context=server_context(own, tmp_path)) as (_, url),
            Remote(url, own.ca_pem) as hub,
        ):
            assert hub.exchange(b"ask").body == b"hello"
        with playing(ANSWERED, context=server_context(foreign, tmp_path)) as (stage, url):
            assert trouble(url, own.ca_pem).code == "hub_unreachable"
        assert b"ask" not in b"".join(stage.came)


def test_only_the_pinned_authority_is_believed(tmp_path: Path) -> None:
    own, foreign = certificates.issue("localhost"), certificates.issue("localhost")
    with playing(ANSWERED, context=server_context(foreign, tmp_path)) as (stage, url):
        told = trouble(url, own.ca_pem)
    assert (told.code, "not headquarters' hub" in told.sentence) == ("hub_unreachable", True)
    assert stage.came == [b"gone"]


def test_an_older_tls_is_refused(tmp_path: Path) -> None:
    own = certificates.issue("localhost")
    context = server_context(own, tmp_path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with playing(ANSWERED, context=context) as (stage, url):
        assert trouble(url, own.ca_pem).code == "hub_unreachable"
    assert stage.came == [b"gone"]


def test_bytes_are_counted_inside_tls(tmp_path: Path) -> None:
    own = certificates.issue("localhost")
    with (
        playing(ANSWERED, context=server_context(own, tmp_path)) as (stage, url),
        Remote(url, own.ca_pem) as hub,
    ):
        found = hub.exchange(b"ask")
    assert (found.bytes_up, found.bytes_down) == (len(stage.came[0]), len(ANSWERED))


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:80",
        "http://hub.example.org",
        "https://hub.example.org",
        "ftp://localhost",
        "http://127.0.0.1.example.org",
        "//localhost",
        "localhost",
        "",
    ],
)
def test_an_unprotected_way_is_for_this_computer_alone(url: str) -> None:
    with pytest.raises(Trouble) as refused:
        Remote(url)
    assert refused.value.code == "not_allowed"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[::1]:9", "http://localhost:9"])
def test_this_computer_may_be_asked_plainly(url: str) -> None:
    Remote(url).close()


def test_nobody_there_is_said_calmly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert trouble(f"http://127.0.0.1:{port}").code == "hub_unreachable"


def hang_up(stage: Stage, link: socket.socket) -> None:
    """Read a request and close without a word."""
    stage.read(link)


def answer_well(stage: Stage, link: socket.socket) -> None:
    """Read a request and answer it."""
    stage.read(link)
    link.sendall(ANSWERED)


def test_a_connection_closed_before_any_answer_is_tried_once_more() -> None:
    with staging(hang_up, answer_well) as (stage, url), Remote(url) as hub:
        found = hub.exchange(b"ask")
    assert stage.came[0] == stage.came[1]
    assert (found.body, found.bytes_up) == (b"hello", 2 * len(stage.came[0]))


def test_it_is_tried_once_more_and_no_oftener() -> None:
    with staging(hang_up, hang_up, answer_well) as (stage, url):
        assert trouble(url).code == "hub_unreachable"
        assert len(stage.came) == 2


def test_a_connection_that_went_stale_is_replaced() -> None:
    with staging(answer_well, answer_well) as (stage, url), Remote(url) as hub:
        assert [hub.exchange(b"ask").body for _ in range(2)] == [b"hello"] * 2
    assert len(stage.came) == 2


def test_a_front_cut_short_is_not_tried_again() -> None:
    def half(stage: Stage, link: socket.socket) -> None:
        stage.read(link)
        link.sendall(b"HTTP/1.1 20")

    with staging(half, answer_well) as (stage, url):
        assert trouble(url).code == "hub_unreachable"
        assert len(stage.came) == 1


def test_of_an_answer_cut_short_what_came_is_used() -> None:
    with playing(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nhello") as (_, url), Remote(url) as hub:
        found = hub.exchange(b"ask")
    assert (found.status, found.body, found.is_whole) == (200, b"hello", False)


def test_an_answer_of_which_nothing_came_is_none() -> None:
    with playing(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n") as (_, url):
        assert trouble(url).code == "hub_unreachable"


def test_an_answer_that_announces_what_it_may_not_hold_is_none() -> None:
    with playing(b"HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n") as (_, url):
        assert trouble(url).code == "hub_unreachable"


def test_a_silent_hub_is_given_up_and_what_came_is_used() -> None:
    done = threading.Event()

    def stall(stage: Stage, link: socket.socket) -> None:
        stage.read(link)
        link.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nhello")
        done.wait(30)

    def mute(stage: Stage, link: socket.socket) -> None:
        stage.read(link)
        done.wait(30)

    try:
        with staging(stall) as (_, url), Remote(url, silence_s=SHORT_S) as hub:
            found = hub.exchange(b"ask")
            done.set()
        assert (found.body, found.is_whole) == (b"hello", False)
        done.clear()
        with staging(mute) as (stage, url), Remote(url, silence_s=SHORT_S) as hub:
            with pytest.raises(Trouble) as told:
                hub.exchange(b"ask")
            done.set()
        assert (told.value.code, len(stage.came)) == ("hub_unreachable", 1)
    finally:
        done.set()


def test_a_long_upload_that_moves_is_never_given_up() -> None:
    """More than a socket takes at once, read in pieces that together take longer than the silence allowed."""
    pause = threading.Event()

    def slow(stage: Stage, link: socket.socket) -> None:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        came = b""
        while not _is_whole(came):
            came += link.recv(1_000_000)
            pause.wait(SHORT_S / 20)
        stage.came.append(came)
        link.sendall(ANSWERED)

    body = bytes(8_000_000)
    with staging(slow) as (stage, url), Remote(url, silence_s=SHORT_S * 3) as hub:
        found = hub.exchange(body)
    assert found.body == b"hello"
    assert found.bytes_up == len(stage.came[0])


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\ncontent-length: 20000000\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(remote.ANSWER_BYTES + 1),
        b"SSH-2.0-OpenSSH\r\n",
        b"\x16\x03\x01\x02\x00",
    ],
)
def test_what_no_hub_would_say_is_not_used(answer: bytes) -> None:
    with playing(answer) as (_, url):
        assert trouble(url).code in {"hub_unreachable", "hub_inconsistent"}


CODES = {
    "not_admitted": "not_admitted",
    "unknown_device": "not_admitted",
    "invitation_used": "invitation_used",
    "invitation_expired": "invitation_expired",
    "file_not_ours": "file_not_ours",
}


@pytest.mark.parametrize("word", sorted(set(wire.REFUSALS) - {"counter", "ambiguous"}))
def test_each_refusal_has_its_code_and_a_calm_sentence(word: str) -> None:
    body = word.encode()
    front = f"HTTP/1.1 {wire.REFUSALS[word]} No\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    with playing(front + body) as (_, url):
        told = trouble(url)
    assert isinstance(told, Refused)
    assert (told.code, told.word) == (CODES.get(word, "hub_refused"), word)
    assert told.sentence.endswith(".")
    assert word not in told.sentence


@pytest.mark.parametrize(("word", "status"), [("counter 7", 409), ("ambiguous", 409)])
def test_what_the_device_settles_by_itself_is_no_trouble(word: str, status: int) -> None:
    front = f"HTTP/1.1 {status} No\r\ncontent-length: {len(word)}\r\n\r\n"
    with playing((front + word).encode()) as (_, url), Remote(url) as hub:
        assert hub.exchange(b"ask")[:2] == (status, word.encode())


def test_words_the_hub_cannot_mean_are_never_repeated() -> None:
    with playing(b"HTTP/1.1 500 No\r\ncontent-length: 6\r\n\r\nCANARY") as (_, url):
        told = trouble(url)
    assert isinstance(told, Refused)
    assert (told.code, told.word) == ("hub_refused", "")
    assert "CANARY" not in told.sentence


def test_every_sentence_is_one_for_a_person() -> None:
    for code, sentence in [*remote._REFUSALS.values(), remote._REFUSED]:
        assert code.islower()
        assert sentence[0].isupper()
        assert sentence.endswith(".")
