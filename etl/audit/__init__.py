"""The attacker in the build: tries to bound every protected count, and withdraws what fails."""
