-- Proves policies/core/cache_entries.sql.j2.
begin;
select plan(5);

-- Given: one answer of a cache.
insert into core.caches (name, function_name, setting, description)
values ('core.t_cache', 'core.t_answer', 'core.t_cache', 'One.');
insert into core.cache_entries (
    cache, arguments, payload, etag, snapshot,
    computed_at, expires_at, stale_until_at, computed_ms
)
values (
    'core.t_cache', '{}', '{}', '', pg_current_snapshot(), now(), now(), now(), 1
);

select * from tests.is_read_by('core.cache_entries', 'service_role, app_reader');

select * from finish();
rollback;
