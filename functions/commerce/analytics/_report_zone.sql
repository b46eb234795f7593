-- commerce._report_zone: the time zone in which reports have their days.
--
-- Sums are of the zone in which they were folded; after a change of the setting the
-- next fold begins anew.

create or replace function commerce._report_zone()
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select r.time_zone from commerce.ledger_readers as r
            where r.name = 'stock_sums'
        ),
        core.setting('commerce.time_zone') #>> '{}',
        'UTC'
    )
$$;

comment on function commerce._report_zone() is
    'The zone of the sums; the setting commerce.time_zone where nothing is summed.';
