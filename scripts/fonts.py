"""Cuts Source Serif 4 into the fonts of the theme broadsheet, and it and Source Sans 3 into those that
share cards of both themes are set in. Run by scripts/fonts.

Usage: fonts.py FOLDER_OF_SOURCE_SERIF FOLDER_OF_SOURCE_SANS FOLDER_OF_THEMES

What is cut may not be called by the font's reserved name, so the fonts are called after their themes.
"""
import io
import logging
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = "20-7E,A0-FF,131,152-153,2BC,2C6,2DA,2DC,2009,200A,2010-2015,2018-201E,2020-2022,2026,202F,2030,2032-2033,2039-203A,2044,20AC,2116,2122,2190,2192,2212"
LATIN_EXTENDED = "100-130,132-151,154-17F,180,192,1A0-1A1,1AF-1B0,1CD-1DC,1E6-1E7,1F4-1F5,1FC-1FF,200-21B,237,259,2C7,2D8-2D9,2DB,2DD,300-304,306-30C,31B,323,1E00-1EFF,20A0-20AB,20AD-20BF"
GREEK = "370-373,376-377,37A-37F,384-38A,38C,38E-3A1,3A3-3CE"
CYRILLIC = "400-45F,462-463,472-475,490-493,496-497,49A-49B,4A2-4A3,4AE-4B3,4BA-4BB,4D8-4D9,4E8-4E9"
# Which letters are cut, and for which a browser loads the file, in fewer words.
SETS = {
    "latin": (LATIN, "U+0-FF, U+131, U+152-153, U+2BC-2DC, U+2000-206F, U+20AC, U+2100-22FF"),
    "latin-extended": (LATIN_EXTENDED, "U+100-130, U+132-151, U+154-2BB, U+300-36F, U+1E00-1EFF, U+20A0-20BF"),
    "cyrillic": (CYRILLIC, "U+400-4FF"),
}

SHAPING = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
FIGURES = ["onum", "lnum", "pnum", "tnum"]
# Roman in the size of text, from regular to bold; italic; roman cut for headlines, in one weight.
CUTS = [
    ("text", "Roman", {"opsz": 14, "wght": (400, 700)}, SHAPING + FIGURES),
    ("italic", "Italic", {"opsz": 14, "wght": 400}, SHAPING + ["onum", "pnum"]),
    ("display", "Roman", {"opsz": 60, "wght": 640}, SHAPING),
]
# What share cards are set in, by theme: nothing draws them but newsprint itself, which reads no WOFF.
# Letters of all sets stand in one file, since nobody loads it.
CARDS = {
    "broadsheet": ("serif", "VAR/SourceSerif4Variable-Roman.ttf", [("display", {"opsz": 60, "wght": 640}), ("text", {"opsz": 20, "wght": 400})]),
    "wire": ("sans", "VF/SourceSans3VF-Upright.ttf", [("display", {"wght": 700}), ("text", {"wght": 400})]),
}
# The small capitals of the unaccented letters alone: all others would weigh ten kilobytes.
SMALL_CAPITALS = "abcdefghijklmnopqrstuvwxyz0123456789"

# What readers have instead: its names, regular and bold, and its mean widths in thousandths of its
# size, as capsize.dev lists them or measured in the same way.
FALLBACKS = {
    "Georgia": (("Georgia", "Gelasio"), 446, ("Georgia Bold", "Georgia-Bold", "Gelasio Bold"), 505),
    "Noto": (("Noto Serif", "NotoSerif"), 483, ("Noto Serif Bold", "NotoSerif-Bold"), 513),
    "Times": (("Times New Roman", "Liberation Serif"), 406, ("Times New Roman Bold", "Liberation Serif Bold"), 432),
}
# How often letters stand in a hundred of running text, English and German together, with spaces.
FREQUENT = {" ": 17, "e": 11.5, "t": 7, "a": 6.3, "o": 5.2, "n": 7, "i": 6.2, "s": 5.9, "r": 5.6, "h": 4.9, "d": 3.9,
            "l": 3.3, "u": 3.1, "c": 2.4, "m": 2.1, "g": 2, "w": 1.7, "f": 1.7, "b": 1.4, "p": 1.3, "y": 1, "k": 0.9, "v": 0.8}


def points(ranges):
    """The code points of a list of ranges in hexadecimal."""
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def instance(font, axes):
    """A font with fewer axes, read anew: only then do all its tables know all glyphs."""
    file = io.BytesIO()
    instancer.instantiateVariableFont(font, axes).save(file)
    file.seek(0)
    return TTFont(file)


def renamed(font, name, family="Broadsheet"):
    """The font under a name of its own, with its license."""
    for record in list(font["name"].names):
        if record.nameID in (1, 4, 16):
            record.string = f"{family} {name.capitalize()}"
        elif record.nameID == 6:
            record.string = f"{family}-{name.capitalize()}"
        elif record.nameID not in (0, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    return font


def cut(font, letters, features):
    """The font with some letters and features."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def without_rare_small_capitals(font):
    """The font with the small capitals of plain letters alone."""
    cmap = font.getBestCmap()
    plain = {cmap[ord(letter)] for letter in SMALL_CAPITALS + SMALL_CAPITALS.upper()}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag not in ("smcp", "c2sc"):
            continue
        for index in record.Feature.LookupListIndex:
            for one in table.LookupList.Lookup[index].SubTable:
                one = getattr(one, "ExtSubTable", one)
                mapping = getattr(one, "mapping", None)
                for glyph in [glyph for glyph in mapping or () if glyph not in plain]:
                    del mapping[glyph]
    return font


def mean_width(font):
    """The mean advance of running text in thousandths of its size."""
    cmap, widths, size = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    total = sum(widths[cmap[ord(letter)]][0] * share for letter, share in FREQUENT.items())
    return total / sum(FREQUENT.values()) / size * 1000


def percent(value):
    return f"{value * 100:.2f}".rstrip("0").rstrip(".") + "%"


def cards(sources, themes):
    """The fonts of share cards."""
    for theme, (source, file, cuts) in CARDS.items():
        folder = themes / theme / "fonts"
        folder.mkdir(exist_ok=True)
        (folder / "OFL.txt").write_text((sources[source] / "LICENSE.md").read_text())
        letters = [point for ranges in (LATIN, LATIN_EXTENDED, GREEK, CYRILLIC) for point in points(ranges)]
        for name, axes in cuts:
            font = instance(TTFont(sources[source] / file), axes)
            font = renamed(cut(font, letters, SHAPING), name, f"{theme.capitalize()} Card")
            font.save(folder / f"{name}.ttf")
            print(f"{(folder / f'{name}.ttf').stat().st_size:6} {theme} {name}.ttf")


def main(source, theme):
    folder = theme / "static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "OFL.txt").write_text((source / "LICENSE.md").read_text())
    rules, measures = [], {}
    for name, style, axes, features in CUTS:
        for letters, (ranges, spread) in SETS.items():
            font = instance(TTFont(source / "VAR" / f"SourceSerif4Variable-{style}.ttf"), axes)
            if name == "text" and letters == "latin":
                font = without_rare_small_capitals(font)
                chosen = features + ["smcp", "c2sc"]
            else:
                chosen = features
            if letters == "latin":
                line = font["hhea"]
                size = font["head"].unitsPerEm
                measures[name] = (line.ascent / size, -line.descent / size, mean_width(font))
            font = renamed(cut(font, list(points(ranges)), chosen), name)
            font.flavor = "woff2"
            file = f"{name}.woff2" if letters == "latin" else f"{name}-{letters}.woff2"
            font.save(folder / file)
            print(f"{(folder / file).stat().st_size:6} {file}")
            weight = "400 700" if name == "text" else "700" if name == "display" else "400"
            family = "Broadsheet Display" if name == "display" else "Broadsheet Text"
            rules.append(
                f'@font-face {{\n  font-family: "{family}";\n  font-style: {"italic" if name == "italic" else "normal"};\n'
                f"  font-weight: {weight};\n  font-display: optional;\n"
                f'  src: url("fonts/{file}") format("woff2");\n  unicode-range: {spread};\n}}')
    for name in ("text", "display"):
        ascent, descent, width = measures[name]
        for fallback, (regular, mean, bold, bold_mean) in FALLBACKS.items():
            locals_ = bold if name == "display" else regular
            size = width / (bold_mean if name == "display" else mean)
            sources = ", ".join(f'local("{one}")' for one in locals_)
            rules.append(
                f'@font-face {{\n  font-family: "{name.capitalize()} {fallback}";\n  src: {sources};\n  font-weight: {"700" if name == "display" else "400 700"};\n'
                f"  size-adjust: {percent(size)};\n  ascent-override: {percent(ascent / size)};\n"
                f"  descent-override: {percent(descent / size)};\n  line-gap-override: 0%;\n}}")
    head = ("/* The theme's fonts, and what stands in for each until it is there: the reader's own font with its\n"
            "   measures. Written by scripts/fonts. A font that is not there within a tenth of a second is left for\n"
            "   the next page: no line breaks anew under the reader's eyes. */\n\n")
    (theme / "styles" / "fonts.css").write_text(head + "\n\n".join(rules) + "\n")


logging.disable(logging.WARNING)
serif, sans, themes = map(Path, sys.argv[1:])
main(serif, themes / "broadsheet")
cards({"serif": serif, "sans": sans}, themes)
