-- concerts._mergeable_table: the table of an entity that callers may merge.

create or replace function concerts._mergeable_table(p_entity text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant text := (
        select e.table_name
        from concerts.merge_entities as e
        where e.entity = p_entity and e.is_mergeable
    );
begin
    if v_table is null then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'entity is %L, not one of: %s.', core.excerpt(p_entity),
                (
                    select string_agg(e.entity, ', ' order by e.entity)
                    from concerts.merge_entities as e
                    where e.is_mergeable
                )
            )
        );
    end if;
    return v_table::regclass;
end;
$$;

comment on function concerts._mergeable_table(text) is
$$Return the table of artist, venue, show or song.

Errors: PT422 core.invalid_argument.
$$;
