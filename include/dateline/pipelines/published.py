"""What a publication did: the record that the last step of a pipeline hands on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """Days whose files changed, rows published and rows held back."""

    days: tuple[str, ...]  # ISO days
    rows: dict[str, int]  # rows published by this run, per dataset
    quarantined: int
    stopped: tuple[str, ...] = ()  # datasets that a critical table rule held back
    held: tuple[str, ...] = ()  # days whose rows wait for a person
