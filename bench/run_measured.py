"""Runs a command and prints what it took with all processes that it started, as JSON.

run_measured.py <command> <arguments>: wall-clock and CPU time in milliseconds, and the largest peak
resident set size of a process in bytes.
"""

import json
import resource
import subprocess
import sys
import time

started = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
wall = time.monotonic() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode != 0:
    sys.exit(done.returncode)
# Linux counts kilobytes, macOS bytes.
unit = 1 if sys.platform == "darwin" else 1024
print(
    json.dumps(
        {
            "wall": wall * 1000,
            "cpu": (used.ru_utime + used.ru_stime) * 1000,
            "peakBytes": used.ru_maxrss * unit,
        }
    )
)
