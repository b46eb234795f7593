-- concerts.get_top_shows: the coming shows with the most wishes.
--
-- Definer: anonymous callers may not use the functions behind.

create or replace function concerts.get_top_shows(
    p_limit integer default 10, p_from_cache boolean default true
)
    returns jsonb
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select concerts._read_homepage('top_shows', p_limit, p_from_cache)
$$;

grant execute on function concerts.get_top_shows(integer, boolean)
to anon, authenticated, service_role;

comment on function concerts.get_top_shows(integer, boolean) is
$$Return the coming shows with the most wishes, the greatest score first.

score adds the votes for the wished setlist and those for the artist, which decay.
p_from_cache: from the homepage cache, which a job renews; false: computed now.
Returns: {items: [{show_id: bigint, artist: text, venue: text | null, show_on: date,
votes: bigint, score: numeric}]}
Units: p_limit from 1 to 100.
Errors: PT422 core.invalid_argument.
Example: {"p_limit": 10}
Budget: 250 ms.
$$;
