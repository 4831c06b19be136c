"""Running things side by side; see concurrent.futures."""
