-- commerce._refreshed_at: the moment for which a materialized view is true.

create or replace function commerce._refreshed_at(p_view text)
    returns timestamptz
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select r.refreshed_at
    from core.view_refreshes as r
    where r.view_name = p_view
$$;

comment on function commerce._refreshed_at(text) is
    'All that was committed by then is in the view; null: it was never refreshed.';
