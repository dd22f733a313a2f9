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


def test_another_spelling_is_the_same_supplier_with_the_keys_of_its_first_name():
    composed, decomposed = "Súdwest  West", "su\u0301dwest west"
    register = (
        Register()
        .with_delivery(delivery(1, composed), is_sample=False)
        .with_delivery(delivery(2, decomposed), is_sample=False)
        .with_delivery(delivery(3, "SÚDWEST WEST"), is_sample=False)
    )

    [now] = register.current
    assert (now.nr, now.leverancier, now.known_as) == (3, "SÚDWEST WEST", composed)
    assert [one.delivery.nr for one in register.history] == [1, 2]
    assert register.of("súdwest west") is now
    assert register.without(" súdwest West ", removed_at="nu").current == ()
    assert register.without(" súdwest West ", removed_at="nu").history == ()


def test_a_store_that_took_two_spellings_for_two_suppliers_is_mended_by_the_next_delivery(tmp_path):
    file = RegisterFile(tmp_path / "register.json")
    file.write(Register(current=(delivery(2, "Gemeente-X"), delivery(1, "gemeente-x"))))
    stored = json.loads(file.path.read_text())
    for one in stored["current"]:
        del one["sleutelnaam"]  # as an older version wrote it
    file.path.write_text(json.dumps(stored))

    register = file.read().with_delivery(delivery(3, "gemeente-x"), is_sample=False)

    [now] = register.current
    assert (now.nr, now.known_as) == (3, "Gemeente-X")
    assert sorted(one.delivery.nr for one in register.history) == [1, 2]
