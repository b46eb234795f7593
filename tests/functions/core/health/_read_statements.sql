-- Proves functions/core/health/_read_statements.sql.
--
-- Given: an RPC that was called in two spellings, if the extension is there. No comment
-- stands before a call: Postgres 15 counts it to the statement.
begin;
select plan(6);

select ok((select count(*) >= 0 from api.health_cache()), 'an RPC is called');
select ok(
    (select count(d) >= 0 from api.health_cache() as d),
    'and again, in another spelling'
);

select skip('pg_stat_statements is not here', 2)
where not exists (
    select from pg_extension
where extname = 'pg_stat_statements'
);
select ok(
    (
        select s.calls >= 2 from core._read_statements() as s
where s.rpc = 'health_cache'
    ),
    'calls of one RPC are added up, however they are spelled'
)
where exists (
    select from pg_extension
where extname = 'pg_stat_statements'
);
select is(
    (
        select count(*) from core._read_statements() as s
        where (s.rpc is null) = (s.statement is null)
    ), 0::bigint,
    'a line names an RPC or shows a statement'
)
where exists (
    select from pg_extension
where extname = 'pg_stat_statements'
);

set local role app_reader;
select lives_ok($$ select core._read_statements() $$, 'monitoring may read them');
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select core._read_statements() $$,
    '42501', null,
    'a signed-in user asks for the report instead'
);

select * from finish();
rollback;
