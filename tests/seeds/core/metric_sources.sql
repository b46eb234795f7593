-- Proves sql/seeds/core/metric_sources.sql.
begin;
select plan(2);

select set_has(
    $$ select name, kind from core.metric_sources $$,
    $$ values
        ('connections', 'gauge'), ('blocks_total', 'counter'),
        ('rpc_calls_total', 'counter'), ('rpc_seconds_total', 'counter'),
        ('alerts', 'gauge'), ('operations', 'gauge') $$,
    'the labelled metrics are there'
);
select is_empty(
    $$ select name from core.metric_sources where help !~ '^[A-Z].*\.$' $$,
    'every help is a sentence'
);

select * from finish();
rollback;
