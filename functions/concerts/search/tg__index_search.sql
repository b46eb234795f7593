-- concerts.tg__index_search: update the search documents after a statement.
--
-- The arguments are the entity of the table and the columns that are searched: an
-- update of others does nothing. Names of artists and venues are also in the documents
-- of their shows. Definer: no role may write the documents.

create or replace function concerts.tg__index_search()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entity constant text := tg_argv[0];
    v_ids bigint[];
begin
    if tg_op = 'UPDATE' then
        v_ids := array(
            select r.id
            from changed_rows as r
            inner join old_rows as o on r.id = o.id
            where exists (
                select
                from unnest(tg_argv[1:]) as c (name)
                where to_jsonb(r) -> c.name is distinct from to_jsonb(o) -> c.name
            )
        );
    else
        v_ids := array(select r.id from changed_rows as r);
    end if;
    if cardinality(v_ids) = 0 then
        return null;
    end if;
    perform concerts._index_search(v_entity, v_ids);
    if tg_op = 'UPDATE' and v_entity <> 'show' then
        perform concerts._index_search('show', array(
            select h.id
            from concerts.shows as h
            where
                (v_entity = 'artist' and h.artist_id = any(v_ids))
                or (v_entity = 'venue' and h.venue_id = any(v_ids))
        ));
    end if;
    return null;
end;
$$;

comment on function concerts.tg__index_search() is
    'Call concerts._index_search for the rows of a statement, and their shows.';
