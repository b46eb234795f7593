"""What API, gateway and relay share: keys and tokens, CORS, deadlines."""
