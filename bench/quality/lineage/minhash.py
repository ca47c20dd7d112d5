"""MinHash with locality-sensitive hashing (``datasketch``) on sentences: a peer, run in an environment of its own.

Reads JSON on standard input: documents as lists of sentences. Writes JSON: the pairs of (document, sentence) that it
takes for reused, the seconds that it took, and the megabytes.
"""

from __future__ import annotations

import json
import re
import sys
from resource import RUSAGE_SELF, getrusage
from time import process_time

from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

THRESHOLD, PERMUTATIONS, SHINGLE = 0.5, 64, 3


def main() -> None:
    documents = json.load(sys.stdin)
    start = process_time()
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found: list[tuple[list[int], list[int]]] = []
    for d, sentences in enumerate(documents):
        sketches = []
        for s, sentence in enumerate(sentences):
            words = re.findall(r"\w+", sentence.lower())
            if len(words) < SHINGLE + 2:
                continue
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([" ".join(words[n : n + SHINGLE]).encode() for n in range(len(words) - SHINGLE + 1)])
            sketches.append(((d, s), sketch))
            found += [([int(p) for p in key.split()], [d, s]) for key in sorted(index.query(sketch))]
        for key, sketch in sketches:
            index.insert(" ".join(map(str, key)), sketch)
    seconds = process_time() - start
    json.dump({"pairs": found, "seconds": seconds, "mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024}, sys.stdout)


if __name__ == "__main__":
    main()
