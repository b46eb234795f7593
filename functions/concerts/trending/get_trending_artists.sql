-- concerts.get_trending_artists: the artists that are trending.
--
-- Definer: anonymous callers may not use the functions behind.

create or replace function concerts.get_trending_artists(
    p_limit integer default 10, p_from_cache boolean default true
)
    returns jsonb
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select concerts._read_homepage('trending', p_limit, p_from_cache)
$$;

grant execute on function concerts.get_trending_artists(integer, boolean)
to anon, authenticated, service_role;

comment on function concerts.get_trending_artists(integer, boolean) is
$$Return the artists that are trending, the greatest score first.

previous_place: in the ranking of the last night, from 1; null: it was not there.
score adds votes, which count half after concerts.half_life_days, a show near in time,
and popularity where it is known.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Returns: {items: [{artist_id: bigint, name: text, score: numeric, votes: bigint,
next_show_on: date | null, previous_place: bigint | null}]}
Units: p_limit from 1 to 100.
Errors: PT422 core.invalid_argument.
Example: {"p_limit": 10}
Budget: 250 ms.
$$;
