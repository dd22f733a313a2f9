"""How fast it is: every figure a ratio against a named baseline, measured in the same run.

    intake      take in and build, against DuckDB's bare typed read of the same files
    metrics     the exact metrics, against one bare group-by of the same columns
    pages       a page's callback, against an empty Dash callback
    take_in, bare_read, client, empty     what runs in a process of its own

Seconds belong to a machine and a moment. A ratio does too, but less: baseline and product take
turns, so what slows one down slows the other. `docs/performance.md` says how to read the outcome.
"""
