"""Starts a program of the product by its module's name; Ctrl-C while it still loads ends it without a traceback."""

import runpy
import signal
import sys
from pathlib import Path

signal.signal(signal.SIGINT, signal.SIG_DFL)
sys.path[0] = str(Path(__file__).resolve().parents[1])
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
