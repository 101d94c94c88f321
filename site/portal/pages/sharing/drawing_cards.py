"""The pictures that Facebook and WhatsApp show beside an address: drawn here, with nobody in them.

They are committed (``static/portal/card-bn.png``, ``card-en.png``). To draw one anew, with a
font that has its letters:

    python -m portal.pages.sharing.drawing_cards bn FONT.ttf card-bn.png
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

SIZE = (1200, 630)
GROUND, RIVER, LIGHT, SUN = "#0b5a53", "#08443f", "#ffffff", "#f6c344"
NO_LETTER = "\ue000"
WORDS = {
    "bn": ("বিদেশে কাজে যাবেন?", "আগে জেনে নিন।"),
    "en": ("Going abroad to work?", "Ask first."),
}


def draw_card(language: str, font: Path) -> Image.Image:
    """Draw a way that leads to a light, and two lines of words."""
    if not features.check("raqm"):
        raise RuntimeError("Pillow was built without raqm: Bangla letters would not be joined")
    picture = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    draw.ellipse([905, 270, 1065, 430], fill=SUN)
    draw.polygon([(0, 520), (380, 470), (800, 515), (1200, 450), (1200, 630), (0, 630)], fill=RIVER)
    draw.polygon([(520, 630), (960, 476), (992, 476), (760, 630)], fill=SUN)
    for line, (text, height) in enumerate(zip(WORDS[language], (84, 108), strict=True)):
        letters = ImageFont.truetype(str(font), height, layout_engine=ImageFont.Layout.RAQM)
        refuse_boxes(text, letters)
        draw.text((80, 130 + 140 * line), text, font=letters, fill=(LIGHT, SUN)[line])
    return picture.quantize(16)


def refuse_boxes(text: str, letters: ImageFont.FreeTypeFont) -> None:
    """Stop where the font has no such letter, and would draw a box."""
    box = bytes(letters.getmask(NO_LETTER))
    if lacking := {one for one in text if one.isalpha() and bytes(letters.getmask(one)) == box}:
        raise ValueError(f"The font lacks {sorted(lacking)}")


if __name__ == "__main__":
    language, font, file = sys.argv[1:]
    draw_card(language, Path(font)).save(file, optimize=True)
