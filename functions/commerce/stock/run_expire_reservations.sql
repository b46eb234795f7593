-- commerce.run_expire_reservations: release a batch of expired reservations.
--
-- Several workers may run it: each takes reservations that no other one has locked. One
-- that it misses does no harm, since the next reservation of its variants releases it.
-- Definer: the worker has no grant on stock.

create or replace function commerce.run_expire_reservations()
    returns boolean
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_batch constant integer := 100;
    v_ids constant bigint[] := array(
        select r.id
        from commerce.reservations as r
        where r.status = 'open' and r.expires_at <= core.now()
        order by r.expires_at
        limit c_batch
        for no key update skip locked
    );
begin
    if v_ids <> '{}' then
        perform commerce._end_reservations(v_ids, 'expired');
    end if;
    return cardinality(v_ids) = c_batch;
end;
$$;

grant execute on function commerce.run_expire_reservations() to app_worker;

comment on function commerce.run_expire_reservations() is
    'An interval task: ends up to 100 expired reservations; true if more may be left.';
