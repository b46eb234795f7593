-- concerts._merged_artists: the artists whose votes a merge of records moves.

create or replace function concerts._merged_artists(p_entity text, p_ids bigint[])
    returns bigint[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case p_entity
        when 'artist' then p_ids
        when 'show' then array(
            select distinct h.artist_id
            from concerts.shows as h
            where h.id = any(p_ids)
            order by 1
        )
        else '{}'
    end
$$;

comment on function concerts._merged_artists(text, bigint[]) is
    'Return artists that are merged, or whose shows are.';
