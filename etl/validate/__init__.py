"""Judge a delivery: what loads, what is set aside, what refuses it; the receipt says so."""
