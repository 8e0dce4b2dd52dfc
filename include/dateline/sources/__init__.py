"""From files to documents: what to read, and what each file or line says. Nothing is cleaned or guessed here."""

from dateline.sources.files import Discovered, InputFile, discover
from dateline.sources.read import read

__all__ = ["Discovered", "InputFile", "discover", "read"]
