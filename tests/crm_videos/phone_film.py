"""Films as a phone makes them, small and made with PyAV alone; each tells much in its headers."""

import array
import io
import math
from collections.abc import Callable
from fractions import Fraction

import av
from PIL import Image, ImageDraw

CANARY = "CanaryBegum"
HERTZ = 48_000
TONE = 440
SIZE = (640, 360)
RATE = 15
# In thousandths: where the pattern stands that must not be seen.
FACE = [300, 200, 300, 500]
TOLD = {
    "title": CANARY, "artist": CANARY, "comment": CANARY, "location": "+23.7104+090.4074/",
    "creation_time": "2026-11-20T06:00:00Z", "make": CANARY, "com.android.version": CANARY,
}  # fmt: skip


def patterned(seconds: float, width: int, height: int) -> Image.Image:
    """A grey wall that gets lighter, a red corner above left, and a face of fine squares."""
    light = 60 + int(seconds * 20)
    picture = Image.new("RGB", (width, height), (light, light, light))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 8, height // 8), fill="red")
    sides = (width, height) * 2
    left, top, wide, high = (part * side // 1000 for part, side in zip(FACE, sides, strict=True))
    for x in range(left + 8, left + wide - 8, 8):
        for y in range(top + 8, top + high - 8, 8):
            if (x + y) // 8 % 2:
                pen.rectangle((x, y, x + 7, y + 7), fill="white")
            else:
                pen.rectangle((x, y, x + 7, y + 7), fill="black")
    return picture


def film(
    seconds: float = 3,
    draw: Callable[[float, int, int], Image.Image] | None = patterned,
    *,
    size: tuple[int, int] = SIZE,
    turned: int = 0,
    sound: bool = True,
    hum: Callable[[float], float] = lambda at: math.sin(2 * math.pi * TONE * at),
) -> bytes:
    """Make one. ``turned`` is how the phone was held, in degrees; without ``draw`` a sound."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options={"movflags": "use_metadata_tags"}) as file:
        file.metadata.update(TOLD)
        pictures = file.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        pictures.width, pictures.height, pictures.pix_fmt = *size, "yuv420p"
        pictures.metadata["handler_name"] = CANARY
        if turned:
            pictures.set_display_rotation(turned)
        voice = file.add_stream("aac", rate=HERTZ, layout="stereo") if sound else None
        if voice is not None:
            voice.metadata["handler_name"] = CANARY
        for number in range(int(seconds * RATE)):
            drawn = av.VideoFrame.from_image(draw(number / RATE, *size))
            drawn.pts, drawn.time_base = number, Fraction(1, RATE)
            file.mux(pictures.encode(drawn))
            if voice is not None:
                file.mux(voice.encode(_heard(number, hum)))
        for stream in filter(None, (pictures, voice)):
            file.mux(stream.encode(None))
    return out.getvalue()


def sound_alone(seconds: float = 3) -> bytes:
    """A WAV of one tone."""
    out = io.BytesIO()
    with av.open(out, "w", format="wav") as file:
        voice = file.add_stream("pcm_s16le", rate=HERTZ, layout="mono")
        file.metadata["title"] = CANARY
        for number in range(int(seconds * RATE)):
            frame = _heard(number, lambda at: math.sin(2 * math.pi * TONE * at), "mono")
            file.mux(voice.encode(frame))
        file.mux(voice.encode(None))
    return out.getvalue()


def _heard(number: int, hum: Callable[[float], float], layout: str = "stereo") -> av.AudioFrame:
    count = HERTZ // RATE
    times = range(number * count, (number + 1) * count)
    channels = 2 if layout == "stereo" else 1
    samples = array.array(
        "h", (int(12_000 * hum(at / HERTZ)) for at in times for _one in range(channels))
    )
    frame = av.AudioFrame("s16", layout, count)
    frame.planes[0].update(samples.tobytes())
    frame.sample_rate, frame.pts = HERTZ, number * count
    frame.time_base = Fraction(1, HERTZ)
    return frame
