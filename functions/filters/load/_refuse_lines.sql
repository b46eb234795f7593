-- filters._refuse_lines: raise for lines that are valid alone but not together.

create or replace function filters._refuse_lines(p_lines filters.incoming_line[])
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    select format(
        'Row %s: key %L is also the key of row %s.',
        n.position, core.excerpt(n.line_key), n.first
    )
    into v_fault
    from (
        select
            l.position,
            l.line_key,
            min(l.position) over (partition by l.line_key) as first
        from unnest(p_lines) as l
        where l.line_key is not null
    ) as n
    where n.position > n.first
    order by n.position
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.invalid_rows', v_fault);
    end if;

    select format(
        'Row %s: basket %L is in another store.', l.position, core.excerpt(l.basket_key)
    )
    into v_fault
    from unnest(p_lines) as l
    inner join filters.stores as s on l.store_key = s.store_key
    inner join filters.baskets as b on l.basket_key = b.basket_key
    where b.store_id <> s.id
    order by l.position
    limit 1;
    if v_fault is not null then
        perform core.raise_error('filters.basket_elsewhere', v_fault);
    end if;
end;
$$;

comment on function filters._refuse_lines(filters.incoming_line[]) is
    'Errors: filters.invalid_rows PT422, filters.basket_elsewhere PT409.';
