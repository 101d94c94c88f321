"""Makes one light sound of what an editor brought, in a program of its own.

A hostile file may take a decoder over, so this child has nothing of the site: it reads the file
from its standard input, gives up every other file, socket and much memory before it looks at
the first byte, and says a line of JSON and then the sound. Of what the phone wrote beside the
sound (place, title, pictures) nothing goes along.
"""

import io
import json
import sys
from typing import NoReturn

# PIL would import it at the first picture; then there is no file left to import from.
from crm_videos.recordings.confined import give_up_what_is_not_needed
from crm_videos.recordings.opening import demuxer_for, open_recording
from crm_videos.videos.cutting import NotReadable, Piece, frames_of, sound_of
from crm_videos.videos.film import Film
from crm_videos.videos.light_mp4 import Weight

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 60
# FFmpeg gives speech up to 1.4 times the bits that it is asked for: 0.23 MB a minute at most.
WEIGHT = Weight(0, 22_000, 0, "")
AS_IT_IS = ""


def main() -> NoReturn:
    most_seconds = int(sys.argv[2])
    brought = io.BytesIO(sys.stdin.buffer.read())
    give_up_what_is_not_needed(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY)
    try:
        seconds, made = light_sound(brought, most_seconds)
    except Exception as error:  # noqa: BLE001 - a file that is no sound may raise anything
        failed = str(error) if isinstance(error, NotReadable) else "unreadable"
        _say({"failed": failed or "unreadable"})
    else:
        _say({"seconds": seconds})
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    sys.exit()


def light_sound(brought: io.BytesIO, most_seconds: int) -> tuple[float, bytes]:
    """Make one channel of AAC in an MP4; raises for what is no sound, or longer."""
    demuxer = demuxer_for(brought)
    if demuxer is None:
        raise NotReadable
    with open_recording(brought, demuxer) as recording:
        stream = sound_of(recording)
        if stream is None:
            raise NotReadable("no-sound")
        film, ends = Film(None, stream, WEIGHT), 0.0
        # A second more than is taken: then it is seen that there is more.
        piece = Piece(0, (most_seconds + 1) * 1000)
        for frame, at in frames_of(recording, film.streams, piece):
            film.hear(frame, at, AS_IT_IS, piece.seconds)  # type: ignore[arg-type]
            ends = at + frame.samples / frame.sample_rate  # type: ignore[union-attr]
        if film.is_empty:
            raise NotReadable("no-sound")
        if ends > most_seconds:
            raise NotReadable("too-long")
        return ends, film.whole()


def _say(said: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
