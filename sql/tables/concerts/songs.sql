-- concerts.songs: what an artist plays, own songs and covers.

create table concerts.songs (
    id bigint generated always as identity primary key,
    artist_id bigint not null references concerts.artists (id) on delete restrict,
    title text not null,
    cover_of text,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint songs_title_check
        check (length(title) between 1 and 500 and title ~ '[^[:space:]]'),
    constraint songs_cover_of_check
        check (length(cover_of) between 1 and 300)
);

-- A song of an artist is there once; covers the foreign key.
create unique index songs_artist_id_title_idx
on concerts.songs (artist_id, lower(title));

alter table concerts.songs enable row level security;

comment on table concerts.songs is
    'Songs of artists. Public.';
comment on column concerts.songs.cover_of is
    'The artist whose song it is, where that is another one.';
