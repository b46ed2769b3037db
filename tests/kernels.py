"""Programs in the place of the Python kernel, to see what becomes of what a kernel may do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coursekit.notebooks import KERNEL

#: What a kernel writes while it ends on a busy machine, though nothing is wrong.
NOISE = """\
[IPKernelApp] ERROR | Uncaught exception in ZMQStream callback
Traceback (most recent call last):
zmq.error.ZMQError: Socket operation on non-socket"""
#: A kernel that says so, and ends later than Jupyter waits by itself.
LATE = f"run()\ntime.sleep(6)\nprint('''{NOISE}''', file=sys.stderr, flush=True)\n"

START = """\
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
def run():
    subprocess.run([sys.executable, '-m', 'ipykernel_launcher', *sys.argv[1:]])
"""


def write(folder: Path, code: str) -> dict[str, str]:
    """Put ``code`` in the place of the kernel; ``run()`` in it is the kernel itself.

    Gives the environment in which it is used.
    """
    place = folder / "kernels" / KERNEL["name"]
    place.mkdir(parents=True)
    (place / "kernel.py").write_text(START + code, encoding="utf-8")
    command = [sys.executable, str(place / "kernel.py"), "-f", "{connection_file}"]
    (place / "kernel.json").write_text(
        json.dumps({"argv": command, "display_name": "Other", "language": "python"}))
    return {"JUPYTER_PATH": str(folder)}
