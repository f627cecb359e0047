#!/usr/bin/env python3
"""Makes every font file of this folder from published packages. Run it only to change the fonts: the
results are committed, and the program never downloads anything.

    pip install fonttools==4.68.0 brotli
    apt-get install fonts-noto-core fonts-droid-fallback
    npm pack @expo-google-fonts/atkinson-hyperlegible-next@0.4.1
    tar xzf expo-google-fonts-atkinson-hyperlegible-next-0.4.1.tgz
    python3 templates/fonts/make.py package

The one argument is the unpacked npm package; Debian's fonts are read where Debian puts them.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
OLD, NEW = "Atkinson Hyperlegible Next", "Plain Atkinson"

# What the web faces keep: Latin-1, Latin Extended-A and the punctuation our texts use.
WEB = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2BC, 0x2C6, 0x2DA, 0x2DC, *range(0x2010, 0x2016),
       *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2032, 0x2033, 0x2039, 0x203A,
       0x20AC, 0x2116, 0x2122, 0x2212]

# What Noto Sans keeps: all Latin, Greek and Cyrillic, marks, punctuation, currency, the sign for a
# letter that no face has.
EUROPE = [*range(0x20, 0x250), *range(0x2B0, 0x530), *range(0x1AB0, 0x1AC0), *range(0x1C80, 0x1C90),
          *range(0x1DC0, 0x2000), *range(0x2000, 0x2070), *range(0x2070, 0x20D0), *range(0x2100, 0x2190),
          *range(0x2C60, 0x2C80), *range(0x2DE0, 0x2E60), *range(0xA640, 0xA6A0), *range(0xA720, 0xA800),
          0xFB00, 0xFB01, 0xFB02, 0xFB03, 0xFB04, 0xFEFF, 0xFFFC, 0xFFFD]


def main():
    atkinson = Path(sys.argv[1])
    (HERE / "web").mkdir(exist_ok=True)
    for weight, name in ((400, "Regular"), (700, "Bold")):
        source = atkinson / f"{weight}{name}" / f"AtkinsonHyperlegibleNext_{weight}{name}.ttf"
        plain = HERE / f"PlainAtkinson-{name}.ttf"
        open_zero(source, plain)
        cut(plain, plain, None, ["ccmp", "kern", "locl", "mark", "mkmk"])
        cut(plain, HERE / "web" / f"plain-atkinson-{weight}.woff2", WEB, ["kern", "locl"])
    shutil.copy(atkinson / "LICENSE_FONT", HERE / "OFL-PlainAtkinson.txt")

    noto = Path("/usr/share/fonts/truetype/noto")
    for name in ("Regular", "Bold"):
        cut(noto / f"NotoSans-{name}.ttf", HERE / f"NotoSans-{name}.ttf", EUROPE, ["ccmp", "kern", "locl", "mark", "mkmk"])
        for script in ("Arabic", "Hebrew"):
            cut(noto / f"NotoSans{script}-{name}.ttf", HERE / f"NotoSans{script}-{name}.ttf", None, ["*"])
    droid = Path("/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf")
    cut(droid, HERE / droid.name, None, [])


def open_zero(source, target):
    """The published zero is an outer contour and two half counters, so in a phone number it reads as
    a code, or as 8 on a bad fax. Here the halves give way to one counter, the letter O's, fitted to
    their bounds. Renamed, because it is no longer the published font; the licence reserves no name."""
    font = TTFont(source, recalcTimestamp=False)
    outer, *halves = sorted(contours(font, "zero"), key=lambda c: -width(c))
    counter = min(contours(font, "O"), key=width)
    left, bottom, right, top = bounds(halves)
    l, b, r, t = bounds([counter])
    fit = lambda p: p and (round(left + (p[0] - l) * (right - left) / (r - l)),
                           round(bottom + (p[1] - b) * (top - bottom) / (t - b)))
    pen = TTGlyphPen(None)
    for op, points in outer:
        getattr(pen, op)(*points)
    for op, points in counter:
        getattr(pen, op)(*[fit(p) for p in points])
    glyph = pen.glyph()
    font["glyf"]["zero"] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"]["zero"] = (font["hmtx"]["zero"][0], glyph.xMin)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            name = record.toUnicode().replace(OLD, NEW).replace(OLD.replace(" ", ""), NEW.replace(" ", ""))
            record.string = name
    del font["STAT"]
    font.save(target)


def contours(font, name):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    found = [[]]
    for step in pen.value:
        found[-1].append(step)
        if step[0] in ("closePath", "endPath"):
            found.append([])
    return [c for c in found if c]


def bounds(shapes):
    pen = BoundsPen(None)
    for shape in shapes:
        for op, points in shape:
            getattr(pen, op)(*points)
    return pen.bounds


def width(shape):
    left, _, right, _ = bounds([shape])
    return right - left


def cut(source, target, letters, features):
    """Drops hinting (copied whole into every PDF otherwise), unused features and, with `letters`,
    every other letter."""
    options = subset.Options(layout_features=features, hinting=False, name_IDs=["*"], notdef_outline=True,
                             drop_tables=["DSIG", "STAT", "gasp", "vhea", "vmtx"], recalc_timestamp=False)
    if target.suffix == ".woff2":
        options.flavor, options.desubroutinize, options.name_IDs = "woff2", True, [0, 1, 2, 4, 6, 13, 14]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters or list(font.getBestCmap()))
    cutter.subset(font)
    subset.save_font(font, target, options)


main()
