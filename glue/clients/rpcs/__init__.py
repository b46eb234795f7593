"""The typed RPCs of each module, written by `rowhouse docs`."""
