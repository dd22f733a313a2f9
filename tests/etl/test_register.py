"""The register: one delivery per supplier, and what each replaced."""

import json
from datetime import date

from etl.register import Loaded, Register, RegisterFile


def delivery(nr, leverancier, day="2026-08-01"):
    return Loaded(
        nr=nr,
        leverancier=leverancier,
        bronsysteem="test",
        peildatum=date.fromisoformat(day),
        digest=f"digest-{nr}",
        loaded_at=f"2026-08-0{nr}T10:00:00+00:00",
    )


def test_a_delivery_replaces_the_previous_one_of_its_supplier_only():
    register = (
        Register()
        .with_delivery(delivery(1, "b"), is_sample=False)
        .with_delivery(delivery(2, "a"), is_sample=False)
        .with_delivery(delivery(3, "b"), is_sample=False)
    )

    assert [(one.leverancier, one.nr) for one in register.current] == [("a", 2), ("b", 3)]
    [gone] = register.history
    assert (gone.delivery.nr, gone.replaced_at) == (1, "2026-08-03T10:00:00+00:00")
    assert register.next_nr == 4


def test_what_is_written_is_read_back(tmp_path):
    register = Register().with_delivery(delivery(1, "a"), is_sample=True)
    file = RegisterFile(tmp_path / "register.json")

    file.write(register)

    assert file.read() == register


def test_a_store_without_a_register_holds_nothing(tmp_path):
    assert RegisterFile(tmp_path / "register.json").read() == Register()


def test_a_draft_that_a_crash_left_behind_changes_nothing(tmp_path):
    file = RegisterFile(tmp_path / "register.json")
    file.write(Register().with_delivery(delivery(1, "a"), is_sample=True))
    (tmp_path / "register.json.nieuw").write_text(json.dumps({"half": True})[:5])

    assert [one.leverancier for one in file.read().current] == ["a"]
