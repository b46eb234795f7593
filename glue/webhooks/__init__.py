"""Delivery of webhooks: which addresses may be reached, and one attempt at a time."""
