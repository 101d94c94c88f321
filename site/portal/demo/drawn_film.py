"""A small film for the demo: a drawn boat on a river, and a voice that says nothing.

Made by code, so that nobody is in it: no camera, no microphone, no other program.
"""

import array
import io
import math
from collections.abc import Iterator
from fractions import Fraction

import av
from PIL import Image, ImageDraw, ImageFont

SECONDS = 6
RATE = 10
SIZE = (640, 360)
HERTZ = 16_000
SAMPLES = 1_600
SYLLABLES_A_SECOND = 4
# Of a hummed "a": the strengths of its overtones.
OVERTONES = (0.5, 0.45, 0.3, 0.22, 0.2, 0.25, 0.12, 0.06)
CYCLE = 1_000
LOUD = 9_000


def drawn_film() -> bytes:
    """Make it as a phone would, as an MP4 with H.264 and AAC."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        pictures = file.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        pictures.width, pictures.height = SIZE
        pictures.pix_fmt, pictures.thread_count = "yuv420p", 1
        voice = file.add_stream("aac", rate=HERTZ, layout="mono")
        heard = _voice()
        for number in range(SECONDS * RATE):
            drawn = av.VideoFrame.from_image(_picture(number / (SECONDS * RATE)))
            drawn.pts, drawn.time_base = number, Fraction(1, RATE)
            file.mux(pictures.encode(drawn))
            file.mux(voice.encode(next(heard)))
        for stream in (pictures, voice):
            file.mux(stream.encode(None))
    return out.getvalue()


def _picture(share: float) -> Image.Image:
    """Draw the boat as far on its way as the film is."""
    picture = Image.new("RGB", SIZE, "#dcebf0")
    draw = ImageDraw.Draw(picture)
    draw.ellipse([470, 50, 540, 120], fill="#f2a65a")
    draw.polygon([(0, 190), (200, 150), (430, 185), (640, 150), (640, 240), (0, 240)], "#7fae7a")
    draw.rectangle([0, 230, 640, 360], fill="#5e9cae")
    for x in (90, 190):
        draw.rectangle([x, 172, x + 60, 214], fill="#c98d5b")
        draw.polygon([(x - 10, 174), (x + 30, 144), (x + 70, 174)], fill="#8a5a3b")
    at = 40 + 420 * share
    rocks = 3 * math.sin(share * SECONDS * 2)
    draw.polygon([(at, 268 + rocks), (at + 140, 268 + rocks), (at + 112, 296 + rocks),
                  (at + 28, 296 + rocks)], fill="#5b3d2a")  # fmt: skip
    draw.line([(at + 70, 268 + rocks), (at + 70, 208 + rocks)], fill="#5b3d2a", width=4)
    draw.polygon([(at + 74, 212 + rocks), (at + 74, 260 + rocks), (at + 120, 260 + rocks)],
                 fill="#f3efe6")  # fmt: skip
    draw.text((20, 12), "DEMO", fill="#173f4b", font=ImageFont.load_default(size=40))
    return picture


def _voice() -> Iterator[av.AudioFrame]:
    """Hum in syllables, higher and lower, as somebody who speaks calmly does."""
    cycle = [
        sum(part * math.sin(2 * math.pi * (n + 1) * at / CYCLE) for n, part in enumerate(OVERTONES))
        for at in range(CYCLE)
    ]
    phase = 0.0
    for number in range(SECONDS * RATE):
        samples = array.array("h")
        for at in range(number * SAMPLES, (number + 1) * SAMPLES):
            second = at / HERTZ
            pitch = 140 + 25 * math.sin(second * 1.7) + 10 * math.sin(second * 5)
            phase = (phase + pitch * CYCLE / HERTZ) % CYCLE
            spoken = math.sin(math.pi * (second * SYLLABLES_A_SECOND % 1)) ** 2
            samples.append(int(LOUD * spoken * cycle[int(phase)] / 2))
        frame = av.AudioFrame("s16", "mono", SAMPLES)
        frame.planes[0].update(samples.tobytes())
        frame.sample_rate, frame.pts = HERTZ, number * SAMPLES
        frame.time_base = Fraction(1, HERTZ)
        yield frame
