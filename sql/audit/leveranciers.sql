-- One row per area, schooljaar and supplier with pupils in it, as the fingerprints name them.
select distinct
    gebied,
    schooljaar,
    leverancier

from temp.prenten
