"""Keys of our own for pseudonyms: HMAC-SHA256 under a key per supplier.

The supplier's pseudonym never leaves the intake; without the local secret nobody can go back. The
HMAC itself runs in SQL, from the two pads that Python prepares (RFC 2104).
"""

import hashlib
import hmac

_BLOCK = 64
"""Bytes in a block of SHA-256."""


def pads(secret: bytes, *, leverancier: str) -> dict[str, bytes]:
    """Return the inner and outer pad of a supplier's key."""
    key = hmac.new(secret, leverancier.encode(), hashlib.sha256).digest().ljust(_BLOCK, b"\0")
    return {
        "inner_pad": bytes(byte ^ 0x36 for byte in key),
        "outer_pad": bytes(byte ^ 0x5C for byte in key),
    }
