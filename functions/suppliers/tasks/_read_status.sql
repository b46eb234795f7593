-- suppliers._read_status: read a caller's status; raises if there is none of this name.

create or replace function suppliers._read_status(p_status text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from suppliers.task_statuses as s where s.code = p_status) then
        return;
    end if;
    perform core.raise_error(
        'core.invalid_argument',
        format(
            'status is %s, not one of %s.',
            coalesce(quote_literal(core.excerpt(p_status)), 'null'),
            (
                select string_agg(s.code, ', ' order by s.place)
                from suppliers.task_statuses as s
            )
        )
    );
end;
$$;

comment on function suppliers._read_status(text) is
$$A status of suppliers.task_statuses.

Errors: PT422 core.invalid_argument.
$$;
