"""How well claims are found, on published sets: python -m claims.proposer.measuring FOLDER

docs/proposals.md says which sets the folder holds.
"""

import sys
from pathlib import Path

from claims.proposer.measuring import attributions, claimworthiness
from claims.proposer.measuring.figures import lines_of


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    debates = data / "claimbuster-2class" / "train.jsonl"
    speeches = data / "policlaim" / "train_gold.tsv"
    worth = claimworthiness.measured(debates, speeches)
    news = attributions.measured(data / "polnear" / "dev.jsonl.gz")
    # Printed: the answer of a script in a terminal.
    print(*lines_of("Check-worthiness", worth), *lines_of("Quotations", news), sep="\n")


main()
