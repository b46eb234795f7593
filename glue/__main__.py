"""`python -m glue` is `rowhouse`."""

from glue.cli import main

main()
