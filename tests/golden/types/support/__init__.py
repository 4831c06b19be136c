"""What the generated comparisons import; see probe.py."""
