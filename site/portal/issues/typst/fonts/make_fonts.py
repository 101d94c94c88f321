"""Make the fonts of the PDF from those of Noto. Needs fontTools; see the README beside it.

Only the letters of ``printable.py`` are kept. Two things are changed in the Bangla ones, for the
text that is copied out of a PDF; the picture of a word stays what it was:

- An empty glyph of no width follows each sign that hangs on a letter. Readers of PDF take the
  last glyph of a syllable for its end, and without it give কু ইজ for কুইজ.
- Signs below a letter all hang at one height; below 17 conjuncts they hung up to 0.07 em higher.
  A glyph off the line is written in a piece of its own, and শম্ভু was copied as শম্ভুম্ভুম্ভু.
"""

import argparse
import runpy
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

# By its path: the site's own packages are not needed to make a font.
PRINTABLE = runpy.run_path(str(Path(__file__).parents[2] / "printable.py"))
WEIGHTS = ("Regular", "Bold")
# Changed fonts do not go by the name of Noto.
BANGLA_FAMILY = "Nirapad Sans Bengali"
END = "end.of.syllable"
A_SIGN_BELOW = "uvowelsignbeng"  # all others are of its class
MARK = 3  # a class of GDEF
# The feature that shapers apply last to Bangla; its lookups in the order of the table.
LAST_FEATURE = "psts"
RULES = """
@SIGNS = [{signs}];
lookup close {{ {closings} }} close;
lookup at_the_end {{ ignore sub @SIGNS' @SIGNS; sub @SIGNS' lookup close; }} at_the_end;
feature psts {{ lookup at_the_end; }} psts;
"""


def characters(ranges: str) -> list[int]:
    """List the characters that stand in the brackets of a regular expression."""
    found: list[int] = []
    at = 0
    while at < len(ranges):
        last = ranges[at + 2] if ranges[at + 1 : at + 2] == "-" else ranges[at]
        found += range(ord(ranges[at]), ord(last) + 1)
        at += 3 if ranges[at + 1 : at + 2] == "-" else 1
    return found


def cut(path: Path, kept: list[int]) -> TTFont:
    """Open a font and leave out what we never print."""
    options = subset.Options(layout_features=["*"], hinting=False, name_IDs=["*"])
    options.recalc_timestamp = False
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    return font


def close_syllables(font: TTFont) -> None:
    """Put an empty glyph after the last sign that hangs on a letter."""
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    signs = sorted(name for name, kind in classes.items() if kind == MARK)
    font["glyf"][END] = Glyph()
    font["hmtx"][END] = (0, 0)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    classes[END] = MARK
    own = _lookups(font, signs)
    table = font["GSUB"].table
    first = len(table.LookupList.Lookup)
    for lookup in own:
        for part in lookup.SubTable:
            for rule in _nested(part):
                rule.LookupListIndex += first
        table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    last = [
        one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == LAST_FEATURE
    ]
    if not last:
        raise SystemExit(f"no feature {LAST_FEATURE}")
    for feature in last:
        feature.LookupListIndex.append(first + len(own) - 1)
        feature.LookupCount = len(feature.LookupListIndex)


def level_signs(font: TTFont) -> None:
    """Let each sign below a letter hang at the height at which it was drawn."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for outer in lookup.SubTable:
            part = getattr(outer, "ExtSubTable", outer)
            if getattr(part, "MarkArray", None) is None or not hasattr(part, "BaseArray"):
                continue
            for name, sign in zip(part.MarkCoverage.glyphs, part.MarkArray.MarkRecord, strict=True):
                if name != A_SIGN_BELOW:
                    continue
                for base in part.BaseArray.BaseRecord:
                    anchor = base.BaseAnchor[sign.Class]
                    if anchor is not None:
                        anchor.YCoordinate = sign.MarkAnchor.YCoordinate


def _lookups(font: TTFont, signs: list[str]) -> list[Any]:
    """Have the rules compiled beside the font, whose own it would lose."""
    beside = TTFont()
    beside.setGlyphOrder(font.getGlyphOrder())
    beside["cmap"] = font["cmap"]
    closings = " ".join(f"sub {sign} by {sign} {END};" for sign in signs)
    addOpenTypeFeaturesFromString(
        beside, RULES.format(signs=" ".join(signs), closings=closings), tables={"GSUB"}
    )
    return list(beside["GSUB"].table.LookupList.Lookup)


def _nested(part: Any) -> list[Any]:
    found = list(getattr(part, "SubstLookupRecord", None) or [])
    for sets in ("ChainSubRuleSet", "SubRuleSet", "ChainSubClassSet", "SubClassSet"):
        for one in getattr(part, sets, None) or []:
            for rules in ("ChainSubRule", "SubRule", "ChainSubClassRule", "SubClassRule"):
                for rule in getattr(one, rules, None) or []:
                    found += rule.SubstLookupRecord or []
    return found


def rename(font: TTFont, family: str, weight: str) -> None:
    names = {1: family, 3: f"{family} {weight}", 4: f"{family} {weight}"}
    names[6] = f"{family.replace(' ', '')}-{weight}"
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID == 7:  # the trade mark
            font["name"].names.remove(record)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("noto", type=Path, help="the folder of Noto's fonts")
    noto, here = parser.parse_args().noto, Path(__file__).parent
    for weight in WEIGHTS:
        cut(noto / f"NotoSans-{weight}.ttf", characters(PRINTABLE["LATIN"])).save(
            here / f"NotoSans-{weight}.ttf"
        )
        font = cut(noto / f"NotoSansBengali-{weight}.ttf", [0x20, *characters(PRINTABLE["BANGLA"])])
        level_signs(font)
        close_syllables(font)
        rename(font, BANGLA_FAMILY, weight)
        font.save(here / f"{BANGLA_FAMILY.replace(' ', '')}-{weight}.ttf")


if __name__ == "__main__":
    main()
