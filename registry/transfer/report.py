"""A plan in words: for the terminal, for another program, for the file that a person takes away. Pure."""

import csv
import io
from collections import Counter

from registry.language import Pair
from registry.transfer.importing import Planned
from registry.transfer.planning import Line, Outcome
from registry.transfer.safe import safe_cell
from registry.transfer.words import Note

REPORTED = (Outcome.REFUSED, Outcome.DUPLICATE)
