"""Fetching what is at an address of the web: the only door from articles to the network, and none into the own one."""
