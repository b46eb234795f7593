-- Proves functions/core/validation/check_quality.sql.
begin;
select plan(7);

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

select is(
    core.check_quality('core.lids'),
    '{"rule": "core.lids", "opened": 2, "still_open": 0, "resolved": 0}'::jsonb,
    'what is found is opened'
);
select tests.set_clock('2026-01-02 12:00+00');
update core.pots set has_lid = id <> 1 and id <> 2
where true;
select is(
    core.check_quality('core.lids'),
    '{"rule": "core.lids", "opened": 1, "still_open": 1, "resolved": 1}'::jsonb,
    'found again it is still open, found no more it is resolved'
);
select results_eq(
    $$ select row_key, opened_at, seen_at, resolved_at from core.data_quality_findings
       order by row_key $$,
    $$ values
        ('1', timestamptz '2026-01-02 12:00+00', timestamptz '2026-01-02 12:00+00', null),
        ('2', '2026-01-01 12:00+00', '2026-01-02 12:00+00', null),
        ('3', '2026-01-01 12:00+00', '2026-01-01 12:00+00',
            timestamptz '2026-01-02 12:00+00') $$,
    'a finding says since when and until when'
);
update core.pots set has_lid = false
where id = 3;
select is(
    core.check_quality('core.lids') ->> 'opened',
    '1',
    'what comes back is a new finding'
);
update core.data_quality_rules set query = 'select id, 1 / 0 from core.pots'
where true;
select is(
    core.check_quality('core.lids') ->> 'failure', '22012: division by zero',
    'a rule that cannot answer says so'
);
select is(
    (select count(*) from core.data_quality_findings
where resolved_at is null),
    3::bigint,
    'and resolves nothing'
);
select results_eq(
    $$ select payload -> 'opened' from core.events order by id $$,
    $$ values ('2'::jsonb), ('1'), ('1') $$, 'each change is an event'
);

select * from finish();
rollback;
