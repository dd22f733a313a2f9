"""From case exports to a release: take in, check, build, measure, publish."""
