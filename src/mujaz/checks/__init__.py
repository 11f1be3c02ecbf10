"""Faithful or flagged: a brief is compared with its article, repaired if it can be, else flagged."""
