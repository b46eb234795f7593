-- Proves functions/core/events/find_foreign_xids.sql.
begin;
select plan(4);

-- When a column joins them, core.rebase_after_restore has to know it; but for
-- numbered_table, which is not that of its table any more after a restore, on purpose.
select results_eq(
    $$ select format('%s.%s', c.oid::regclass, a.attname) collate "default"
       from pg_catalog.pg_attribute as a
       inner join pg_catalog.pg_class as c on a.attrelid = c.oid
       inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
       where
           a.atttypid = any (
               '{xid8, xid, cid, tid, pg_snapshot, txid_snapshot, pg_lsn, oid}'::regtype []
           )
           and a.attnum > 0
           and c.relkind in ('r', 'p')
           and not c.relispartition
           and n.nspname in ('core', 'master', 'filters', 'reading')
       order by 1 $$,
    $$ values
        ('core.attachments.numbered_table'),
        ('core.cache_changes.xid'), ('core.cache_entries.snapshot'),
        ('core.event_consumers.xid'), ('core.event_low_watermarks.xid'),
        ('core.event_streams.xid'), ('core.events.xid') $$,
    'each column that another cluster gives a wrong sense is known'
);

-- Given: an event of this transaction, which is still open.
do $do$
begin
    perform core.emit('core.thing.made', 'core:thing', null, '{}', 's');
end;
$do$;
set local role app_reader;
select is_empty(
    $$ select from core.find_foreign_xids() $$, 'what this cluster wrote is its own'
);

-- When: each column holds an id of another cluster.
reset role;
update core.events set xid = '9000000001'
where stream = 's';
update core.event_streams set xid = '9000000001'
where true;
update core.event_consumers set xid = '9000000002'
where name = 'core.webhooks';
update core.event_low_watermarks set xid = '9000000000'
where true;
insert into core.cache_changes (tag, xid) values ('core.t', '9000000003');
insert into core.settings (name, default_value, description)
values ('core.cache.t', '{"fresh_seconds": 60, "stale_seconds": 600}', 'Pots.');
insert into core.caches (name, function_name, setting, tags, warm, description)
values ('core.t', 'core.t', 'core.cache.t', '{core.t}', '[]', 'Pots.');
insert into core.cache_entries (
    cache, arguments, payload, etag, snapshot, computed_at, expires_at, stale_until_at,
    computed_ms
)
values ('core.t', '{}', '{}', '', '9000000004:9000000005:', now(), now(), now(), 1);
set local role app_reader;
select results_eq(
    $$ select table_name, column_name, xid from core.find_foreign_xids() $$,
    $$ values
        ('core.cache_changes', 'xid', '9000000003'::xid8),
        ('core.cache_entries', 'snapshot', '9000000004'),
        ('core.event_consumers', 'xid', '9000000002'),
        ('core.event_low_watermarks', 'xid', '9000000000'),
        ('core.event_streams', 'xid', '9000000001'),
        ('core.events', 'xid', '9000000001') $$,
    'each is found, with its highest id'
);
reset role;
do $do$ begin perform core.rebase_after_restore(); end $do$;
select is_empty(
    $$ select from core.find_foreign_xids() $$, 'and none is left after the repair'
);

select * from finish();
rollback;
