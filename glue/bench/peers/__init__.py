"""What others have built for the same purposes, measured beside ours in the same run."""
