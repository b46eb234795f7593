-- master.staged_place: a row of a file of places.

create type master.staged_place as (
    line bigint,
    country text,
    scheme text,
    code text,
    level integer,
    place_key text,
    name text,
    parent text,
    other_names text [],
    class text,
    population bigint
);

comment on type master.staged_place is
    'A row of a file of places, in normal form; a null leaves what is stored.';
