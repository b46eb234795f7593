-- filters._check_cost: raise if a request would cost more than is allowed.
--
-- The detail names the narrowing columns that no index serves, since an index is what
-- helps most.

create or replace function filters._check_cost(
    p_what text, p_cost numeric, p_selection jsonb
)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant numeric := core.setting('filters.max_cost')::numeric;
begin
    if p_cost <= v_most then
        return;
    end if;

    perform core.raise_error(
        'filters.too_much_to_count',
        format(
            'Counting %s would cost %s; filters.max_cost is %s.',
            p_what, round(p_cost), v_most
        )
        || coalesce(
            (
                select format(
                    ' No index serves %s.', string_agg(d.name, ', ' order by d.name)
                )
                from filters.dimensions as d
                where p_selection ? d.name and not filters._is_indexed(d)
                having count(*) > 0
            ),
            ''
        )
    );
end;
$$;

comment on function filters._check_cost(text, numeric, jsonb) is
$$Return if the cost is at most filters.max_cost.

Units: planner cost units.
Errors: PT422 filters.too_much_to_count.
$$;
