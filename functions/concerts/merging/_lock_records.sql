-- concerts._lock_records: lock the records of a merge; raises if one is missing.

create or replace function concerts._lock_records(p_entity text, p_ids bigint[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_found bigint[];
    v_missing bigint;
begin
    execute format(
        'select array(select t.id from %s as t where t.id = any($1) order by t.id for update)',
        concerts._mergeable_table(p_entity)
    )
    into v_found
    using p_ids;
    v_missing := (
        select u.id from unnest(p_ids) as u (id) where u.id <> all(v_found) limit 1
    );
    if v_missing is not null then
        perform core.raise_error(
            'concerts.unknown_record',
            format('There is no %s %s', p_entity, v_missing) || coalesce(
                (
                    select format('; it is %s now.', r.to_id)
                    from concerts.redirects as r
                    where r.entity = p_entity and r.from_id = v_missing
                ),
                '.'
            )
        );
    end if;
end;
$$;

comment on function concerts._lock_records(text, bigint[]) is
$$Lock records in the order of their ids.

Errors: PT404 concerts.unknown_record, PT422 core.invalid_argument.
$$;
