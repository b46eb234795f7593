-- The way back from 0007.
drop table concerts.votes;
drop table concerts.vote_counts;
drop table concerts.setlist_songs;
drop table concerts.viewers;
drop table concerts.viewer_counts;
drop table concerts.setlists;
drop table concerts.songs;
drop table concerts.shows;
drop table concerts.artist_heats;
drop table concerts.vote_changes;
drop table concerts.venues;
drop table concerts.external_ids;
drop table concerts.artists;
drop schema concerts;
