-- commerce._location_stock_at: what each location had on hand when a day began.

create or replace function commerce._location_stock_at(p_day date)
    returns table (location_id bigint, quantity bigint)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_month constant date := date_trunc('month', p_day::timestamp)::date;
begin
    return query
    select p.location_id, sum(p.change)::bigint
    from (
        select s.location_id, s.change
        from commerce.stock_sums as s
        where
            (s.kind = 'location_month' and s.starts_on < v_month)
            or (s.kind = 'day' and s.starts_on >= v_month and s.starts_on < p_day)
        union all
        select l.location_id, l.change
        from commerce._list_stock_changes(commerce._unfolded_ids('stock_sums')) as l
        where l.day < p_day
    ) as p
    group by p.location_id;
end;
$$;

comment on function commerce._location_stock_at(date) is
    'Stock on hand per location before anything of the day.';
