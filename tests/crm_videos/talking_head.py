"""A drawn head and shoulders before a wall, that nods, looks aside and speaks: frame by frame."""

import math
import random
from functools import cache

from PIL import Image, ImageDraw

WALL, CLOTH, SKIN, HAIR, DARK = "#b9a48a", "#31506b", "#9a6b4c", "#1d1714", "#3b1a16"


@cache
def wall(width: int, height: int) -> Image.Image:
    """A wall with the grain that a phone's camera sees, the same each time."""
    drawn = random.Random(7)
    small = Image.new("RGB", (width // 4, height // 4), WALL)
    for x in range(small.width):
        for y in range(small.height):
            grain = drawn.randint(-9, 9)
            red, green, blue = small.getpixel((x, y))
            small.putpixel((x, y), (red + grain, green + grain, blue + grain))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def head(seconds: float, width: int, height: int) -> Image.Image:
    """The picture at a moment."""
    picture = wall(width, height).copy()
    pen = ImageDraw.Draw(picture)
    unit = height / 20
    x = width / 2 + 0.7 * unit * math.sin(seconds * 1.3)
    y = 9 * unit + 0.3 * unit * math.sin(seconds * 2.9)

    def oval(left: float, top: float, right: float, bottom: float, colour: str) -> None:
        box = (x + left * unit, y + top * unit, x + right * unit, y + bottom * unit)
        pen.ellipse(box, fill=colour)

    pen.ellipse((x - 8 * unit, 14.5 * unit, x + 8 * unit, 30 * unit), fill=CLOTH)
    oval(-1.6, 2.5, 1.6, 7, SKIN)
    oval(-4, -5.4, 4, 4.8, HAIR)
    oval(-3.3, -4, 3.3, 4.6, SKIN)
    shut = 0.05 if seconds % 3 < 0.15 else 0.35
    for side in (-1.4, 1.4):
        oval(side - 0.6, -1 - shut, side + 0.6, -1 + shut, "#f2ece2")
        oval(side - 0.25, -1 - shut / 1.5, side + 0.25, -1 + shut / 1.5, HAIR)
    opens = 0.15 + 0.55 * abs(math.sin(seconds * 9)) * abs(math.sin(seconds * 1.7))
    oval(-1.2, 2.4 - opens, 1.2, 2.4 + opens, DARK)
    return picture
