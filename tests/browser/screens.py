"""Whether a page fits a screen, and whether a finger finds what it can touch."""

from collections.abc import Iterator

from playwright.sync_api import Page

# Half of a desk's width is what is left of it at 200 % zoom.
WIDTHS = (320, 360, 640, 768, 1280)
PHONE = 360
# As wide as a finger, where lines of text do not say how high it is (WCAG 2.5.8 asks for 24 px).
TOO_SMALL = """
() => [...document.querySelectorAll('header a, nav a, main .cards a, .numbers a, .strip a,'
    + ' .lang a, .turn a, button, select, summary, input:not([type=hidden], [type=checkbox],'
    + ' [type=radio]), .foot a')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent.trim() || one.name, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)
"""
# What stands out of the screen, and not in a box that scrolls by itself.
BESIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 80)).slice(-3)
"""
# A table of figures may be wider than a phone when its letters are so large (WCAG 1.4.10).
WITHOUT_TABLES = "() => document.querySelectorAll('table').forEach(one => one.remove())"
TWICE_THE_LETTERS = "size => { document.documentElement.style.fontSize = size }"


def on_every_screen(page: Page) -> Iterator[str]:
    """Make the screen narrow and wide, and the letters of a phone twice as large."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        yield from (f"{width} px: beside the screen: {one}" for one in page.evaluate(BESIDE))
        yield from (f"{width} px: too small: {one}" for one in page.evaluate(TOO_SMALL))
    page.set_viewport_size({"width": PHONE, "height": 740})
    page.evaluate(TWICE_THE_LETTERS, "200%")
    page.evaluate(WITHOUT_TABLES)
    yield from (f"letters twice as large: beside: {one}" for one in page.evaluate(BESIDE))
