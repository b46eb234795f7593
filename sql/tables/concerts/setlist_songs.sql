-- concerts.setlist_songs: a song of a setlist, at its place.

create table concerts.setlist_songs (
    id bigint generated always as identity primary key,
    setlist_id bigint not null references concerts.setlists (id) on delete cascade,
    song_id bigint not null references concerts.songs (id) on delete restrict,
    place integer not null,
    encore integer not null default 0,
    is_tape boolean not null default false,
    info text,

    unique (setlist_id, place),
    constraint setlist_songs_place_check
        check (place between 1 and 500),
    constraint setlist_songs_encore_check
        check (encore between 0 and 20),
    constraint setlist_songs_info_check
        check (length(info) between 1 and 1000)
);

-- Serves: where a song was played; covers the foreign key.
create index setlist_songs_song_id_idx on concerts.setlist_songs (song_id);

alter table concerts.setlist_songs enable row level security;

comment on table concerts.setlist_songs is
    'Songs of setlists, in their order. Public.';
comment on column concerts.setlist_songs.encore is
    '0: the main set; 1 and more: that encore.';
comment on column concerts.setlist_songs.is_tape is
    'Whether a recording was played instead of the band.';
