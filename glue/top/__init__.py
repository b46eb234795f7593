"""What happens in a database right now, as one frame of facts and as a view of them."""
