"""The words of the product: columns, codes, steps, regions, metrics, rules, thresholds.

Every word stands here once. The intake, the SQL tests, the definitions page and the notes in the
exports are fed from here. Imports the standard library only.
"""
