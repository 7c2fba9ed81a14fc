#!/usr/bin/env python3
"""Makes a site of photographs and says what it takes to build it: first, again, after an edit.

    photographs.py NEWSPRINT FOLDER [--count 500] [--width 4000]

Each story shows one photograph, 4 to 3 in shape: 12 million pixels at a width of 4,000. A photograph is
noise in octaves, as skies and walls are, with a fine grain over it, so that it takes as many bytes as
one of a camera; the same numbers give the same pictures on every machine. There are fifty of them, each
in as many files as are asked for, with different words in each: no two files are the same. FOLDER is made if it is not
there, with photographs that are there already, and its output and its darkroom are deleted first.
Needs Pillow.
"""
import argparse
import io
import pathlib
import random
import shutil

from PIL import Image, ImageChops

from run import extent, measured

MIB = 1 << 20

# How many photographs there are of which no two show the same: making one takes seconds.
DIFFERENT = 50


def noise(chance, size, cells):
    """Smooth noise in three colors: so many cells across, blown up."""
    width = max(2, cells)
    height = max(2, cells * 3 // 4)
    small = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
    return small.resize(size, Image.Resampling.BICUBIC)


def photograph(number, width):
    """The bytes of a JPEG with the place where it was taken."""
    chance = random.Random(number)
    size = (width, width * 3 // 4)
    picture = noise(chance, size, 3)
    for cells, share in ((9, 0.4), (40, 0.3), (160, 0.2), (700, 0.15)):
        picture = Image.blend(picture, noise(chance, size, cells), share)
    # One sheet of grain for each color would look like a broken sensor; all have the same.
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).point(lambda value: 116 + value // 11)
    grain = Image.merge("RGB", (grain, grain, grain))
    picture = ImageChops.add(picture, grain, scale=1.0, offset=-127)
    exif = Image.Exif()
    exif[0x010F] = "Harbor Camera Works"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 19.0, number % 60), 3: "E", 4: (10.0, 8.0, 0.0)})
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88, exif=exif)
    return file.getvalue()


def make(folder, count, width):
    """The site; photographs that are there are not made again."""
    settings = 'title = "The Harbor Ledger"\nbase_url = "https://ledger.example/"\n'
    stories, pictures = folder / "content/stories", folder / "static/images"
    for place in (stories, pictures):
        place.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(settings)
    shown = [pictures / f"pier-{number:04}.jpg" for number in range(min(count, DIFFERENT))]
    for number, file in enumerate(shown):
        if not file.exists():
            file.write_bytes(photograph(number, width))
    for number in range(count):
        file = pictures / f"pier-{number:04}.jpg"
        if not file.exists():
            bytes = shown[number % DIFFERENT].read_bytes()
            words = f"Frame {number:06}".encode()
            file.write_bytes(bytes[:2] + b"\xff\xfe\0\x0e" + words + bytes[2:])
        day = f"2026-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        image = f'image = {{ src = "/images/pier-{number:04}.jpg", alt = "A pier" }}'
        text = f'+++\ntitle = "The pier on day {number}"\ndate = {day}\n{image}\n+++\n\nThe pier stands.\n'
        (stories / f"pier-{number:04}.md").write_text(text)


def row(name, program, folder):
    """Builds, and says what it took as a row of a table."""
    took = measured([program, "build", "--root", folder, "--at", "2027-06-01"])
    if took["code"]:
        raise SystemExit(took["tail"])
    wall, processor, peak = (took[key] for key in ("wall_s", "processor_s", "peak_memory_mib"))
    print(f"| {name} | {wall:.2f} | {processor:.2f} | {peak:.0f} |", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("newsprint", type=pathlib.Path)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--count", type=int, default=500)
    arguments.add_argument("--width", type=int, default=4000)
    asked = arguments.parse_args()
    make(asked.folder, asked.count, asked.width)
    for place in ("public", ".newsprint"):
        shutil.rmtree(asked.folder / place, ignore_errors=True)
    given = extent(asked.folder / "static")
    print(f"{given['files']} photographs, {given['bytes'] / MIB:.0f} MiB\n")
    print("| build | wall, s | processor, s | peak memory, MiB |\n|---|---:|---:|---:|")
    row("first", asked.newsprint, asked.folder)
    row("second, nothing changed", asked.newsprint, asked.folder)
    story = asked.folder / "content/stories/pier-0000.md"
    story.write_text(story.read_text() + "\nIt was painted.\n")
    row("one story changed", asked.newsprint, asked.folder)
    shutil.rmtree(asked.folder / "public")
    row("output deleted, versions kept", asked.newsprint, asked.folder)
    kept, printed = extent(asked.folder / ".newsprint"), extent(asked.folder / "public")
    print(f"\n{kept['files']} files kept, {kept['bytes'] / MIB:.0f} MiB; {printed['files']} printed, {printed['bytes'] / MIB:.0f} MiB")


if __name__ == "__main__":
    main()
