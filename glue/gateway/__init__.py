"""The gateway: the one address of the local stack, as Supabase's is."""
