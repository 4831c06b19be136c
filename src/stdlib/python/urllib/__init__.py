"""Addresses of the web: `urllib.parse`, `urllib.request`, `urllib.error`, `urllib.response`."""
