"""Learn claims/proposer/scoring/weights.json anew: python bin/train_scoring.py train.jsonl

The file holds one sentence a line, {text, label}, label 1 for worth a check: the two-class set of
ClaimBuster. Takes a few seconds. The same file gives the same weights, byte for byte.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.proposer.measuring.claimworthiness import claimbuster
from claims.proposer.measuring.training import trained, written
from claims.proposer.scoring.scorer import WEIGHTS

ABOUT = {
    "about": "Weights of features of a sentence, in hundredths, for claims.proposer.scoring.",
    "made by": "bin/train_scoring.py",
    "learned from": "ClaimBuster: A Benchmark Dataset of Check-worthy Factual Claims. "
    "Fatma Arslan, Naeemul Hassan, Chengkai Li, Mark Tremayne (2020). "
    "https://doi.org/10.5281/zenodo.3609356",
    "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    scorer = trained(claimbuster(Path(sys.argv[1])))
    WEIGHTS.write_text(written(scorer, ABOUT), encoding="utf-8")
    # Printed: the answer of a script in a terminal.
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size:,} bytes")


main()
