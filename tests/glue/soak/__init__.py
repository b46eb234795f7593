"""A load on every module of a real stack while its parts are killed, and the proof afterwards.

`stand` is the stack and its rows; `calls` how a client calls and tries again; `shop`,
`writers` and `readers` write, each with a log of its own of what was acknowledged; `chaos`
kills, moves the clock and fills the disk; `run` plays it all and compares.
"""
