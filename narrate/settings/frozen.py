"""What every group of settings is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A settings group: immutable, and strict about names."""

    model_config = ConfigDict(frozen=True, extra="forbid")
