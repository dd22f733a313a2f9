"""Read a release and answer questions from it: everything here comes after the gate.

A release holds protected counts and nothing else. Shares, intervals, medians, curves and verdicts
are computed here from those counts, so that no screen, file or sentence can say more than they do.
"""
