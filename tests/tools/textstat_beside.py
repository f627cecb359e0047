"""Print textstat's Flesch-Kincaid and SMOG for a text, to stand beside our own figures.

textstat is printed and never a gate: it takes syllables from hyphenation patterns, which are up to
1.1 grades off on a short clause, and it gives a SMOG for any length. Its version is pinned because
later ones download a dictionary when they are first used.

    pip install textstat==0.7.4
    python textstat_beside.py TEXT

TEXT is UTF-8, one paragraph a line, without headings and tables.
"""

import sys
from pathlib import Path

import textstat

STOPS = (".", "!", "?", '"', "”", ")")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: textstat_beside.py TEXT")
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    # textstat splits at stops only, so a line without one would run on into the next.
    paragraphs = [line.strip() for line in lines if line.strip()]
    text = "\n".join(p if p.endswith(STOPS) else f"{p}." for p in paragraphs)
    textstat.set_lang("en_US")
    textstat.set_rounding(False)
    grade = textstat.flesch_kincaid_grade(text) if text else 0.0
    smog = textstat.smog_index(text) if text else 0.0
    print(f"textstat 0.7.4: Flesch-Kincaid {grade:.2f}, SMOG {smog:.2f}")


if __name__ == "__main__":
    main()
