-- concerts._is_music: whether an event or an attraction of Ticketmaster is music.
--
-- Its primary classification decides; names are localised, the id is not.

create or replace function concerts._is_music(p_item jsonb)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        lower(c.value #>> '{segment,name}') = 'music'
        or coalesce(c.value #>> '{segment,id}' = 'KZFzniwnSyZfZ7v7nJ', false)
    from jsonb_array_elements(concerts._json_list(p_item -> 'classifications'))
        with ordinality as c (value, place)
    where c.value #>> '{segment,name}' is not null
    order by c.value -> 'primary' = 'true' desc nulls last, c.place
    limit 1
$$;

comment on function concerts._is_music(jsonb) is
    'Return whether it is music; null where that is not known.';
