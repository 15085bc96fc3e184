"""``python -m photorag`` is ``photorag``."""

from photorag.cli.main import run

if __name__ == "__main__":
    run()
