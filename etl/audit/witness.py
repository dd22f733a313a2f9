"""The witnesses of an audit: beside the case store for its owner alone, checked without a solver.

They start from the true numbers, so nobody else may have them; the release carries their sha256.
One file holds them all, block by block, with the account of the audit. What was found of a block
that has not changed is taken from the file of the release before.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from etl.audit import checker, pairs
from etl.audit.attack import Outcome
from etl.audit.block import JAARVERSLAG, OUTSIDER, Block, WithdrawnView, bounds
from etl.audit.pairs import Earlier
from etl.errors import AuditFailed

ACCOUNT, SALT = "verslag.json", "zout"

_PACKED = 3
"""How hard evidence is packed: harder takes twice as long, for a twelfth less."""


@dataclass(frozen=True)
class Found:
    """What an attack on one block came to, and the evidence."""

    name: str
    """Schooljaar, area and family."""

    digest: str
    """Of the block, and of the code that attacks it."""

    withdrawn: tuple[WithdrawnView, ...]
    attacked: dict[str, int]
    known_already: int
    programs: int
    with_before: int
    """To how many earlier moments it is held as well."""

    gave_up: bool
    """Whether it took too much work: then all of it is withdrawn."""

    evidence: bytes
    """Arrays, compressed, as `checker.is_right` reads them; nothing when nothing was in danger."""

    days: tuple[str, ...] = ()
    """Of sizes: the peildatum of every moment that it is held to and of its own, which is last."""

    since: str = ""
    """The day from which on it is held to what was shown, where older moments were let go."""

    leveranciers: tuple[str, ...] = ()
    """Of sizes: whose zaken are in it at any moment, as the fingerprints of pupils name them."""

    @property
    def gebied(self) -> str:
        return self.name.split("/")[1]

    @property
    def schooljaar(self) -> str:
        return self.name.split("/")[0]

    @property
    def family(self) -> str:
        return self.name.split("/")[2]


def found(block: Block, digest: str, outcome: Outcome) -> Found:
    """Return an outcome with its evidence.

    Raises AuditFailed when that is not right.
    """
    evidence = _evidence(block, outcome) if outcome.proof or block.labels else {}
    if evidence and not checker.is_right(evidence):
        raise AuditFailed(
            f"De vrijgave is niet getoetst: een getuige van {block.name} klopt niet. Wat er stond, "
            "staat er nog. Meld dit aan de beheerder."
        )
    return Found(
        name=block.name,
        digest=digest,
        withdrawn=tuple(sorted(outcome.withdrawn)),
        attacked=outcome.attacked,
        known_already=outcome.known_already,
        programs=outcome.programs,
        with_before=max(map(pairs.moment, block.labels), default=0),
        gave_up=outcome.gave_up,
        evidence=_packed(evidence) if evidence else b"",
    )


def _evidence(block: Block, outcome: Outcome) -> dict[str, Any]:
    gone = np.array([view in outcome.withdrawn for view in block.views], dtype=bool)
    low, high = bounds(block, gone)
    arrays: dict[str, Any] = {
        "waarheid": block.truth.astype(np.int32),
        "anders": np.array(
            [world - block.truth for world in outcome.worlds], dtype=np.int32
        ).reshape(-1, len(block.truth)),
        "som_hoogst": block.relations_high,
        "v": np.where(gone[block.view], -1, block.v).astype(np.int32),
        "laagst": low,
        "hoogst": high,
    }
    for name, matrix in (("som", block.relations), ("cel", block.cells)):
        arrays[f"{name}_keer"] = matrix.data.astype(np.int32)
        arrays[f"{name}_kolom"] = matrix.indices.astype(np.int32)
        arrays[f"{name}_begin"] = matrix.indptr.astype(np.int32)
    known = {each.attacker: each for each in block.attackers}
    those = [known[attacker] for attacker in outcome.proof]
    counts = (len(those), len(block.v))
    wide = np.isin(list(outcome.proof), (OUTSIDER, JAARVERSLAG))
    columns = (len(those), len(block.truth))
    arrays["kolommen"] = np.array([each.columns for each in those], np.int32).reshape(columns)
    arrays["vast"] = np.array([each.fixed for each in those], dtype=bool).reshape(columns)
    arrays["cellen"] = np.array([each.cells for each in those], dtype=bool).reshape(counts)
    arrays["ruim"] = block.gemeente & wide[:, None]
    proofs = list(outcome.proof.values())
    arrays["aanvaller"] = np.repeat(np.arange(len(proofs)), [len(each) for each in proofs])
    arrays["bewijs"] = np.concatenate([np.zeros((0, 3)), *proofs]).astype(np.int32)
    if block.unit is not None:
        arrays["eenheid"] = block.unit.astype(np.int32)
    if block.labels:
        arrays["kolom_namen"], arrays["cel_namen"] = np.array(block.labels), np.array(block.names)
    return arrays


def _packed(arrays: dict[str, Any]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKED) as file:
        for name, array in arrays.items():
            with file.open(f"{name}.npy", "w") as entry:
                np.lib.format.write_array(entry, array, allow_pickle=False)
    return packed.getvalue()


def is_right(evidence: bytes) -> bool:
    with np.load(io.BytesIO(evidence), allow_pickle=False) as arrays:
        return checker.is_right({name: arrays[name] for name in arrays.files})


def earlier(evidence: bytes) -> tuple[Earlier, ...]:
    """Return all that was shown of sizes up to a release, the oldest first.

    Nothing when the evidence does not name its columns.
    """
    with np.load(io.BytesIO(evidence), allow_pickle=False) as arrays:
        if "kolom_namen" not in arrays:
            return ()
        labels, names = arrays["kolom_namen"].tolist(), arrays["cel_namen"].tolist()
        of_column = np.array([pairs.moment(label) for label in labels])
        of_cell = np.array([pairs.moment(name) for name in names])
        parts = (arrays["cel_keer"].astype(float), arrays["cel_kolom"], arrays["cel_begin"])
        matrix = sp.csr_array(parts, shape=(len(names), len(labels)))
        found = []
        # the block's own moment, 0, is the last
        for at in [*range(1, int(of_column.max(initial=0)) + 1), 0]:
            columns, cells = of_column == at, of_cell == at
            found.append(
                Earlier(
                    labels=tuple(pairs.own_name(labels[each]) for each in np.nonzero(columns)[0]),
                    truth=arrays["waarheid"][columns].astype(np.int64),
                    names=tuple(pairs.own_name(names[each]) for each in np.nonzero(cells)[0]),
                    cells=matrix[cells][:, columns],
                    v=arrays["v"][cells].astype(np.int64),
                    low=arrays["laagst"][cells],
                    high=arrays["hoogst"][cells],
                )
            )
    return tuple(found)


def written(
    everything: Iterable[Found], account: dict[str, Any], salt: str = ""
) -> tuple[bytes, str]:
    """Return the file of an audit, and the sha256 of what it says.

    Args:
        salt: what nobody outside knows. The sha256 goes along with the release, and without this
            whoever guesses the zaken right could see that they are right.
    """
    entries, text = list(_entries(everything)), _text(account)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(zipfile.ZipInfo(SALT), salt)
        for name, content in entries:
            # evidence is compressed already, by who found it
            packing = zipfile.ZIP_STORED if name.endswith(".npz") else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name), content, packing)
        file.writestr(zipfile.ZipInfo(ACCOUNT), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue(), _digest(entries, text, salt)


def _entries(everything: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """Yield what stands in the file of every block, by its name there."""
    for each in sorted(everything, key=lambda each: each.name):
        about = {name: value for name, value in vars(each).items() if name != "evidence"}
        yield f"{each.name}.json", _text(about)
        yield f"{each.name}.npz", each.evidence


def _text(about: dict[str, Any]) -> bytes:
    return json.dumps(about, ensure_ascii=False, sort_keys=True).encode()


def _digest(entries: Iterable[tuple[str, bytes]], account: bytes, salt: str) -> str:
    whole = hashlib.sha256(salt.encode())
    for name, content in entries:
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    whole.update(account)
    return whole.hexdigest()


def read(path: Path) -> tuple[list[Found], dict[str, Any], str]:
    """Return what a file of witnesses holds: blocks, account, and the sha256 of it all.

    Raises ValueError when it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as file:
            account: dict[str, Any] = json.loads(file.read(ACCOUNT))
            salt = file.read(SALT).decode()
            blocks = []
            for name in sorted(file.namelist()):
                if name.endswith(".json") and name != ACCOUNT:
                    about = json.loads(file.read(name))
                    about["withdrawn"] = tuple((a, b, c) for a, b, c in about["withdrawn"])
                    for listed in ("days", "leveranciers"):
                        about[listed] = tuple(about[listed])
                    evidence = file.read(f"{name.removesuffix('.json')}.npz")
                    blocks.append(Found(**about, evidence=evidence))
    except (zipfile.BadZipFile, KeyError, TypeError) as error:
        raise ValueError("niet leesbaar") from error
    return blocks, account, _digest(_entries(blocks), _text(account), salt)


def keep(folder: Path, release_id: str, packed: bytes) -> None:
    """Write the witnesses of a release, readable for the owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{release_id}.getuigen"
    draft = path.with_suffix(".nieuw")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(packed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
