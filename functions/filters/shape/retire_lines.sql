-- filters.retire_lines: delete the next lines that were sold before a time.
--
-- Month by month through its primary key, so a call does not read again what earlier
-- calls deleted. The triggers of the lines count them out, as any delete.

create or replace function filters.retire_lines(
    p_before timestamptz, p_limit integer default 5000
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_deleted bigint;
begin
    if core.is_on_legal_hold('filters.transactions') then
        perform core.raise_error(
            'filters.reshape_refused', 'A legal hold covers the lines.'
        );
    end if;
    delete from filters.transactions as t
    using (
        select o.id, o.sold_at
        from filters.transactions as o
        where o.sold_at < p_before
        order by o.id
        limit p_limit
    ) as n
    where t.id = n.id and t.sold_at = n.sold_at and t.sold_at < p_before;
    get diagnostics v_deleted = row_count;
    return v_deleted;
end;
$$;

comment on function filters.retire_lines(timestamptz, integer) is
$$Delete up to p_limit lines that were sold before p_before; returns their number.

Errors: PT409 filters.reshape_refused under a legal hold.
$$;
