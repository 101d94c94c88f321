"""Ends what ``manage.py up`` leaves behind when it is itself killed.

A file of its own that the supervisor starts and that imports nothing of ours.
It reads the numbers of the process groups (``+12`` started, ``-12`` over) from
its standard input. The kernel closes that when the supervisor is gone, however
it went: then every group that is left is killed, grandchildren included.
"""

import os
import signal
import sys


def main() -> None:
    """Listen until the supervisor is gone, then end its groups."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        (groups.add if line.startswith("+") else groups.discard)(group)
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            continue


if __name__ == "__main__":
    main()
