"""A mail server on loopback that keeps what it is given, and misbehaves when it is told to.

It speaks as much of SMTP as a sender needs. ``answers`` holds what it says in place of its own
word to a command (``RCPT``, ``DATA``, ``.`` for the end of the words): a line, or a function that
is called; None hangs up without a word.
"""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

Answer = str | None | Callable[[], str | None]


@dataclass
class MailServer:
    """What came in: every letter that it took, and each line that it was told."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, command: str, usual: str) -> str | None:
        """Say what is said to a command now."""
        said = self.answers.get(command, usual)
        return said() if callable(said) else said

    def take(self, words: bytes, recipient: str) -> None:
        """Keep a letter."""
        letter = message_from_bytes(words, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients.append(recipient)


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        kept, recipient = self.server.kept, ""
        if not self.say(kept.answer("", "220 here")):
            return
        for line in iter(self.rfile.readline, b""):
            command = line.decode().strip()
            name = command.partition(" ")[0].upper()
            kept.told.append(command)
            if name == "RCPT":
                recipient = command.partition("<")[2].partition(">")[0]
            usual = {"DATA": "354 go on", "QUIT": "221 bye"}.get(name, "250 good")
            if not self.say(said := kept.answer(name, usual)):
                return
            if name == "QUIT":
                return
            if name == "DATA" and said and said.startswith("354"):
                words = self.words()
                said = kept.answer(".", "250 taken")
                # What is taken is taken, whether the sender hears it or not.
                if said is None or said.startswith("250"):
                    kept.take(words, recipient)
                if not self.say(said):
                    return

    def say(self, line: str | None) -> bool:
        if line is None:
            return False
        self.wfile.write(f"{line}\r\n".encode())
        return True

    def words(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    kept: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run one while the block lasts."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.kept = MailServer(port=server.server_address[1])
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield server.kept
        finally:
            server.shutdown()
            running.join()
