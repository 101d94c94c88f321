"""``simulate_platforms``: Facebook and YouTube on loopback, for a demo without accounts."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Serve simulated Facebook and YouTube on 127.0.0.1 until it is told to stop."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from tests.simulators.server import Simulators
        except ModuleNotFoundError:
            message = "the simulators are part of the tests: run this from a checkout"
            raise CommandError(message) from None
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            platforms = Simulators.with_demo(port=options["port"])
        except (OSError, OverflowError):
            message = f"port {options['port']} of 127.0.0.1 cannot be used"
            raise CommandError(message) from None
        with platforms:
            self.stdout.write(f"Simulated Facebook and YouTube: {platforms.url}")
            self.stdout.flush()
            stop.wait()
