"""Tries what a decoder that was led astray would try; tells what it came through with."""

import json
import os
import resource
import socket
import subprocess
import tempfile
from collections.abc import Callable

from crm_videos.recordings.confined import give_up_what_is_not_needed, take_what_is_lent

MEMORY = 300 * 1024 * 1024


def tries(port: int) -> dict[str, Callable[[], object]]:
    return {
        "read a file": lambda: os.open("/etc/passwd", os.O_RDONLY),
        "write a file": lambda: os.open(tempfile.gettempdir() + "/escaped", os.O_CREAT | os.O_RDWR),
        "call a host": lambda: socket.create_connection(("127.0.0.1", port), timeout=1),
        "start a program": lambda: subprocess.run(["/bin/true"], check=False),
        "take memory": lambda: bytearray(2 * MEMORY),
        "write into what was lent": lambda: os.write(stored, b"x"),
    }


lent = take_what_is_lent()
stored = lent.plain.raw.frames.stored.fileno()
give_up_what_is_not_needed(cpu_seconds=5, memory_bytes=MEMORY)
through = []
for name, act in tries(lent.asked["port"]).items():
    try:
        act()
    except (OSError, MemoryError):
        continue
    through.append(name)
print(  # noqa: T201
    json.dumps(
        {
            "through": through,
            "environment": sorted(os.environ),
            "cpu_seconds": resource.getrlimit(resource.RLIMIT_CPU)[0],
            "read": lent.plain.read(6).decode(),
        }
    )
)
