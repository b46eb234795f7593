"""Jobs of concerts: a file for each feed."""

from glue.jobs.concerts import setlistfm, spotify, ticketmaster

__all__ = ["setlistfm", "spotify", "ticketmaster"]
