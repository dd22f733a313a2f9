-- One row per receipt of a current delivery.
select
    nr as levering_nr,
    bestanden,
    keuringen

from read_json(
    getvariable('ontvangst_files'),
    format = 'auto',
    columns = {
        nr: 'uinteger',
        bestanden: 'struct(bestand varchar, gelezen bigint, geladen bigint, apart bigint,
            bevindingen struct(code varchar, kolom varchar, gevolg varchar, aantal bigint)[])[]',
        keuringen: 'struct(bestand varchar, code varchar, gekeurd boolean, aantal bigint)[]'
    }
)
