-- commerce._most_receivable: how much of an ordered quantity may come at most.

create or replace function commerce._most_receivable(p_quantity integer)
    returns integer
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (
        p_quantity
        + div(
            p_quantity * (core.setting('commerce.over_delivery_percent'))::numeric, 100
        )
    )::integer
$$;

comment on function commerce._most_receivable(integer) is
    'The quantity and commerce.over_delivery_percent of it, rounded down.';
