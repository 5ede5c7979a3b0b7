#!/usr/bin/python3
"""Makes the fonts of the printed documents (CommsCredits.Web/Documents/Fonts).

The PDF writer embeds TrueType outlines (glyf) and picks glyphs by character, so it needs one static file a weight, not the slices
that browsers load. This merges the Latin, Latin Extended, Greek, Cyrillic and Vietnamese slices of IBM Plex and all slices of Noto
Sans SC (12,242 ideographs: names of Taiwan, Japan and rare ones too), and drops what the writer does not read: hinting and layout
tables. The families come from npm under OFL 1.1 without a reserved font name.

    npm pack @fontsource/ibm-plex-sans@5.3.0 @fontsource/ibm-plex-mono@5.3.0 @fontsource/noto-sans-sc@5.3.0    # unpack each, then
    bench/make_fonts.py SANS_PACKAGE MONO_PACKAGE NOTO_PACKAGE CommsCredits.Web/Documents/Fonts

Needs python3-fonttools. The pages load a smaller cut of the Chinese font: wwwroot/fonts/NotoSansSC-gb2312.ttf.
"""
import glob
import os
import sys
import tempfile

from fontTools import merge, subset
from fontTools.ttLib import TTFont

SLICES = ["latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext", "vietnamese"]
UNUSED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "VORG", "vhea", "vmtx", "meta", "gasp", "DSIG"]


def make(paths, name, target):
    slices = []
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            font = TTFont(path)
            font.flavor = None
            for table in UNUSED:
                if table in font:
                    del font[table]
            slices.append(f"{folder}/{len(slices):03}.ttf")
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
    assert merged["OS/2"].fsType == 0
    print(name, len(merged.getBestCmap()), "characters", os.path.getsize(path), "bytes")
    return merged.getBestCmap()


def latin(package, family, weight):
    paths = [f"{package}/files/{family}-{part}-{weight}-normal.woff" for part in SLICES]
    return [path for path in paths if os.path.exists(path)]


def chinese(package):
    """The common characters are one slice; the numbered ones have the others, and most of those again: the first one counts."""
    files = f"{package}/files/noto-sans-sc"
    return [f"{files}-{part}-400-normal.woff" for part in ["latin", "latin-ext", "chinese-simplified"]] + sorted(glob.glob(f"{files}-[0-9]*-400-normal.woff"))


if __name__ == "__main__":
    sans, mono, noto, target = sys.argv[1:]
    for weight, name in [(400, "Regular"), (500, "Medium"), (600, "SemiBold")]:
        characters = make(latin(sans, "ibm-plex-sans", weight), f"IBMPlexSans-{name}", target)
        assert all(c in characters for c in [0x2212, 0x2013, *range(0x1EA0, 0x1EFA)])
    make(latin(mono, "ibm-plex-mono", 400), "IBMPlexMono-Regular", target)
    characters = make(chinese(noto), "NotoSansSC-Regular", target)
    assert sum(0x4E00 <= c <= 0x9FFF for c in characters) == 12242
