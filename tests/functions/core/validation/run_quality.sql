-- Proves functions/core/validation/run_quality.sql.
begin;
select plan(2);

-- Given: three pots, and a rule that every pot has a lid.
select tests.set_clock('2026-01-01 12:00+00');
create table core.pots (id integer, has_lid boolean);
insert into core.pots values (1, true), (2, false), (3, false);
insert into core.data_quality_rules (name, module, query, description, remedy)
values (
    'core.lids',
    'core',
    'select id, ''Pot without a lid.'' from core.pots where not has_lid; ',
    'Every pot has a lid.', 'Buy lids.'
);

create function pg_temp.run(p_payload jsonb) returns void language sql as $$
    select core.run_quality(jsonb_populate_record(
        null::core.jobs, jsonb_build_object('payload', p_payload)
    ))
$$;
do $$ begin
    delete from core.data_quality_rules where name <> 'core.lids';
    perform pg_temp.run('{}');
end; $$;
select results_eq(
    $$ select payload from core.jobs $$, $$ values ('{"rule": "core.lids"}'::jsonb) $$,
    'each rule has a job of its own'
);
do $$ begin perform pg_temp.run('{"rule": "core.lids"}'); end; $$;
select is(
    (select count(*) from core.data_quality_findings), 2::bigint,
    'which asks it'
);

select * from finish();
rollback;
