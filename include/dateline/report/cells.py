"""Cells of CSV files."""


def harmless(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: the text comes from the news. OWASP's rule: an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
