"""Where the program starts, and the one place that wires its rooms together."""

from __future__ import annotations

import sys

from editor import cli


def main() -> int:
    """Start with what stands on the command line; return the exit status."""
    arguments = sys.argv[1:]
    if arguments in ([], ["--debug"]):
        return cli.export_sample(debug=bool(arguments))
    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
