"""Lets `python -m vraagbaak.cli` do what `vraagbaak` does."""

import sys

from vraagbaak.cli.entrance import main

sys.exit(main())
