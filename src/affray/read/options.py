"""How reports are read: the section `[read]` of affray.toml."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options of the read stage.

    Attributes:
        text_field: JSONL field of the report's text (plain, or HTML when it begins with a tag).
        id_field: JSONL field of the record's id; without it the id is the file's name and the line.
        url_field: JSONL field of the page's address.
        date_field: JSONL field of the publication date, kept as one witness with basis `metadata`.
        outlet_field: JSONL field of the outlet's name.
        title_field: JSONL field of the headline.
        max_report_mb: A report larger than this is a recorded skip.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    text_field: str = "text"
    id_field: str = "id"
    url_field: str = "url"
    date_field: str = "date"
    outlet_field: str = "outlet"
    title_field: str = "title"
    max_report_mb: float = 10.0
