-- commerce._lock_stock_take: lock a stock take that has one of these statuses.

create or replace function commerce._lock_stock_take(
    p_id bigint, variadic p_statuses text[]
)
    returns commerce.stock_takes
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_take commerce.stock_takes;
begin
    select t.* into v_take from commerce.stock_takes as t where t.id = p_id
    for no key update;
    if v_take.id is null then
        perform core.raise_error(
            'commerce.unknown_stock_take',
            format('There is no stock take %s.', core.excerpt(p_id::text))
        );
    end if;
    if v_take.status <> all(p_statuses) then
        perform core.raise_error(
            'commerce.stock_take_closed',
            format(
                'Stock take %s is %s, not %s.',
                p_id, v_take.status, array_to_string(p_statuses, ' or ')
            )
        );
    end if;
    return v_take;
end;
$$;

comment on function commerce._lock_stock_take(bigint, text[]) is
$$The stock take, locked until the transaction ends.

Errors: PT404 commerce.unknown_stock_take, PT409 commerce.stock_take_closed.
$$;
