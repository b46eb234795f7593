-- concerts.tg__mark_curated: note which columns a curator has set.
--
-- A direct change by a caller of the API is one of a curator: policies admit only
-- curators. Feeds and merges run as the owner, also where a curator starts them, and
-- mark nothing.

create or replace function concerts.tg__mark_curated()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if current_user = 'authenticated' then
        new.curated_columns := array(
            select e.key
            from jsonb_each(to_jsonb(new)) as e (key, value)
            where
                e.key <> all(array['curated_columns', 'updated_at'])
                and e.value is distinct from to_jsonb(old) -> e.key
            union
            select c.name from unnest(old.curated_columns) as c (name)
            order by 1
        );
    end if;
    return new;
end;
$$;

comment on function concerts.tg__mark_curated() is
    'Add what a curator changes to curated_columns.';
