"""What RPCs take and return: the notation of their comments, and what follows from it."""
