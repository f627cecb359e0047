"""Prints the reading grades of the rendered policies as textstat sees them, beside our own.

Nothing is judged here: textstat counts syllables more roughly, and takes the masthead for sentences.
"""

import json
import sys
from pathlib import Path

import textstat

print(f"{'':12} {'ours':>6} {'textstat':>9} {'SMOG':>6} {'textstat':>9}")
for name in sys.argv[1:]:
    review = Path(name)
    ours = json.loads(review.read_text(encoding="utf-8"))["reading"]
    text = review.with_name("policy.txt").read_text(encoding="utf-8")
    grade, smog = textstat.flesch_kincaid_grade(text), textstat.smog_index(text)
    own = [f"{value:6.1f}" if value is not None else "     -" for value in (ours["grade"], ours["smog"])]
    print(f"{review.parent.name:12} {own[0]} {grade:9.1f} {own[1]} {smog:9.1f}")
