#!/usr/bin/python3
"""Makes the fonts of the printed documents (CommsCredits.Web/Documents/Fonts).

The PDF writer embeds TrueType outlines (glyf) and picks glyphs by character, so it needs one static file a weight, not the slices
that browsers load. This merges the Latin, Latin Extended, Greek and Cyrillic slices of IBM Plex and drops what the writer does not
read: hinting and layout tables. Both families come from npm under OFL 1.1 without a reserved font name.

    npm pack @fontsource/ibm-plex-sans@5.3.0 @fontsource/ibm-plex-mono@5.3.0    # unpack each, then
    bench/make_fonts.py SANS_PACKAGE MONO_PACKAGE CommsCredits.Web/Documents/Fonts

Needs python3-fonttools. The Chinese font is wwwroot/fonts/NotoSansSC-gb2312.ttf, which the pages use too.
"""
import os
import sys
import tempfile

from fontTools import merge, subset
from fontTools.ttLib import TTFont

SLICES = ["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext"]
UNUSED = ["GSUB", "GPOS", "GDEF", "STAT", "gasp", "DSIG"]


def make(package, family, weight, name, target):
    slices = []
    with tempfile.TemporaryDirectory() as folder:
        for part in SLICES:
            path = f"{package}/files/{family}-{part}-{weight}-normal.woff"
            if not os.path.exists(path):
                continue
            font = TTFont(path)
            font.flavor = None
            for table in UNUSED:
                if table in font:
                    del font[table]
            slices.append(f"{folder}/{part}.ttf")
            font.save(slices[-1])
        merged = merge.Merger().merge(slices)
    options = subset.Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=merged.getBestCmap().keys())
    subsetter.subset(merged)
    merged["head"].created = merged["head"].modified = 3786912000
    merged.recalcTimestamp = False
    path = f"{target}/{name}.ttf"
    merged.save(path)
    characters = merged.getBestCmap()
    assert 0x2212 in characters and 0x2013 in characters and merged["OS/2"].fsType == 0
    print(name, len(characters), "characters", os.path.getsize(path), "bytes")


if __name__ == "__main__":
    sans, mono, target = sys.argv[1:]
    for weight, name in [(400, "Regular"), (500, "Medium"), (600, "SemiBold")]:
        make(sans, "ibm-plex-sans", weight, f"IBMPlexSans-{name}", target)
    make(mono, "ibm-plex-mono", 400, "IBMPlexMono-Regular", target)
