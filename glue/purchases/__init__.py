"""Purchase orders: how one is sent to the API of its vendor."""
