"""The public's door: the directory of accounts, the page of each, and *verify*."""
