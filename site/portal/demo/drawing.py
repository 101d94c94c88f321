"""One small picture for the sample pages, drawn here so that nobody is in it."""

import io

from PIL import Image, ImageDraw

SIZE = (960, 600)


def river_village() -> io.BytesIO:
    """Draw a village by a river in the morning, as PNG."""
    picture = Image.new("RGB", SIZE, "#f6e7c8")
    draw = ImageDraw.Draw(picture)
    for y in range(300):
        share = y / 300
        draw.line([(0, y), (960, y)], fill=_between((176, 214, 230), (250, 232, 200), share))
    draw.ellipse([700, 90, 800, 190], fill="#f2a65a")
    draw.polygon(
        [(0, 300), (240, 250), (520, 290), (960, 240), (960, 420), (0, 420)], fill="#7fae7a"
    )
    draw.polygon([(0, 420), (960, 380), (960, 600), (0, 600)], fill="#5e9cae")
    for y in range(440, 590, 30):
        draw.line([(60 + y % 90, y), (330 + y % 120, y)], fill="#7fb6c4", width=4)
        draw.line([(560 + y % 80, y - 12), (820 + y % 60, y - 12)], fill="#7fb6c4", width=4)
    for x, wide in ((150, 120), (320, 90)):
        draw.rectangle([x, 290, x + wide, 365], fill="#c98d5b")
        draw.polygon([(x - 18, 292), (x + wide / 2, 240), (x + wide + 18, 292)], fill="#8a5a3b")
        draw.rectangle([x + wide / 2 - 12, 318, x + wide / 2 + 12, 365], fill="#6b4228")
    for x in (80, 480, 880):
        draw.line([(x, 370), (x + 6, 240)], fill="#6b4f34", width=9)
        for dx, dy in ((-60, -10), (-40, -40), (0, -52), (42, -38), (60, -6)):
            draw.line([(x + 6, 242), (x + 6 + dx, 242 + dy)], fill="#3f7d52", width=12)
    draw.polygon([(520, 470), (760, 470), (720, 515), (560, 515)], fill="#5b3d2a")
    draw.line([(640, 470), (640, 380)], fill="#5b3d2a", width=6)
    draw.polygon([(646, 385), (646, 460), (720, 460)], fill="#f3efe6")
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    file.seek(0)
    return file


def _between(
    a: tuple[int, int, int], b: tuple[int, int, int], share: float
) -> tuple[int, int, int]:
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )
