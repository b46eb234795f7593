-- Proves functions/filters/masters/_emit_master.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin perform filters._emit_master('colour', 'pruned', '{red}'); end $$;
select is(
    (select payload from core.events
     where type = 'filters.master.pruned'),
    '{"v": 1, "dimension": "colour", "values": ["red"], "total": 1}',
    'an event reports rows of a table without audit'
);
do $$ begin perform filters._emit_master('brand', 'pruned', '{x}'); end $$;
select is(
    (select count(*) from core.events
     where type = 'filters.master.pruned'), 1::bigint,
    'an audited table keeps its own record'
);

select * from finish();
rollback;
