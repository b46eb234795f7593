-- concerts.artists: who plays.
--
-- Feeds write what they know; what a curator has changed is listed in curated_columns,
-- and feeds keep it.

create table concerts.artists (
    id bigint generated always as identity primary key,
    name text not null,
    ticketmaster_id text,
    popularity integer,
    genres text[] not null default '{}',
    image_url text,
    curated_columns text[] not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,

    constraint artists_name_check
        check (length(name) between 1 and 300 and name ~ '[^[:space:]]'),
    constraint artists_ticketmaster_id_check
        check (length(ticketmaster_id) between 1 and 100),
    constraint artists_popularity_check
        check (popularity between 0 and 100),
    constraint artists_genres_check
        check (
            cardinality(genres) <= 50
            and case
                when array_ndims(genres) > 1 then false
                else
                    array_position(genres, null) is null
                    and length(array_to_string(genres, '')) <= 5000
            end
        ),
    constraint artists_image_url_check
        check (image_url ~ '^https://' and length(image_url) <= 2000)
);

-- An artist of Ticketmaster is there once; homonyms without an id may be several.
create unique index artists_name_ticketmaster_id_idx
    on concerts.artists (lower(name), ticketmaster_id);
-- Serves: the popular artists that trends begin with.
create index artists_popularity_id_idx
    on concerts.artists (popularity desc, id) where popularity is not null;

alter table concerts.artists enable row level security;

comment on table concerts.artists is
    'Artists. Public.';
comment on column concerts.artists.popularity is
    'Spotify''s popularity, where it is known. Units: 0 to 100.';
comment on column concerts.artists.curated_columns is
    'Columns that a curator has set; feeds do not change them.';
