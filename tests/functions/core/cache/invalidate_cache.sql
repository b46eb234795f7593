-- Proves functions/core/cache/invalidate_cache.sql.
begin;
select plan(1);

do $$
begin
    perform core.invalidate_cache('{library.loan:1, library.loan:1, null}');
    perform core.invalidate_cache('{library.loan:1, library.loan:2}');
    perform core.invalidate_cache('{}');
end;
$$;
select set_eq(
    $$ select tag, xid from core.cache_changes where starts_with(tag, 'library') $$,
    $$ values ('library.loan:1', pg_current_xact_id()),
              ('library.loan:2', pg_current_xact_id()) $$,
    'a transaction says once that a tag has changed'
);

select * from finish();
rollback;
