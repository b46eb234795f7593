-- concerts._present_id: the id that a record has now.

create or replace function concerts._present_id(p_entity text, p_id bigint)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select r.to_id
            from concerts.redirects as r
            where r.entity = p_entity and r.from_id = p_id
        ),
        p_id
    )
$$;

comment on function concerts._present_id(text, bigint) is
    'Return where a redirect leads, or the id itself.';
