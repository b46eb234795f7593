"""One module per command. Each is a plain function plus its click wrapper, `<name>_command`."""
