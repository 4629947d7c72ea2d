"""How much of a file is accepted; beyond, it is refused with a sentence. Pure."""

MEGABYTE = 1024 * 1024

BYTES = 5 * MEGABYTE
ROWS = 10_000
COLUMNS = 100
CELL = 2_000

# Of a workbook, which is a zip (trust: the central directory is checked before anything is opened).
UNPACKED = 50 * MEGABYTE
RATIO = 100
ENTRIES = 200
# A reader lays a sheet out as a full rectangle: one cell at its far corner would cost millions of empty ones.
RECTANGLE = 2_000_000
