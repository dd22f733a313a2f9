"""Where a warehouse lies, and its releases in it: for who builds them and for who reads them."""

from pathlib import Path

REAL_WAREHOUSE = Path("data/warehouse")
SAMPLE_WAREHOUSE = Path("data/voorbeeld")


def release_folder(warehouse: Path) -> Path:
    """Return the folder of a warehouse with its releases: all that the dashboard opens of it."""
    return warehouse / "release"
