-- Proves functions/core/validation/_find_violations.sql.
begin;
select plan(3);

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

insert into core.pots values (3, false);
select results_eq(
    $$ select row_key, detail from core._find_violations('core.lids') order by 1 $$,
    $$ values ('2', 'Pot without a lid.'), ('3', 'Pot without a lid.') $$,
    'each thing is found once'
);
update core.data_quality_rules set
    query = 'delete from core.pots returning id, null::text'
where true;
select
    throws_ok(
        $$ select core._find_violations('core.lids') $$, null, null, 'a rule only reads'
    );
select
    throws_ok(
        $$ select core._find_violations('core.pans') $$, 'P0002', null, 'and has a name'
    );

select * from finish();
rollback;
