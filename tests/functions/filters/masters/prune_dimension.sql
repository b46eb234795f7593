-- Proves functions/filters/masters/prune_dimension.sql.
begin;
select plan(10);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('grey', 'Grey'), ('black', 'Black');
create table t_shop.tins (id bigint, colour text references t_shop.colours (code));
insert into t_shop.colours values ('tin', 'Tin');
insert into t_shop.tins values (1, 'tin');
select tests.set_clock('2030-01-01 00:00:00+00');
select is(
    filters.prune_dimension('colour', false) -> 'pruned', '[]',
    'the grace period begins'
);
select tests.set_clock('2030-01-02 00:00:01+00');
select is(
    api.prune_dimension('colour'),
    '{"dimension": "colour", "dry_run": true, "pruned": ["grey"],
      "kept": [{"value": "tin", "reason": "t_shop.tins refers to it"}]}',
    'a dry run lists; protected values are left alone'
);
select is((select count(*) from t_shop.colours), 5::bigint, 'and deletes nothing');
select core.place_legal_hold('t_shop.colours', 'A court asks.')::text;
select is(
    filters.prune_dimension('colour', false) -> 'kept' -> 0,
    '{"value": "grey", "reason": "a legal hold"}', 'a legal hold keeps every row'
);
do $$ begin perform core.release_legal_hold(h.id) from core.legal_holds as h; end $$;
update filters.allowed_sources set uses = '{master}'
where source_table = 't_shop.colours'::regclass;
select is(
    tests.refusal($$ select filters.prune_dimension('colour', false) $$) ->> 'key',
    'filters.not_prunable', 'a table that does not list itself for it loses nothing'
);
select is(
    filters.run_prune_dimensions(null), null, 'and does not stop the nightly job'
);
update filters.allowed_sources set uses = '{master,prune}'
where source_table = 't_shop.colours'::regclass;
do $$ begin perform filters.prune_dimension('colour', false); end $$;
select set_eq(
    $$ select code from t_shop.colours $$, array['black', 'blue', 'red', 'tin'],
    'a run deletes'
);
select is(
    tests.refusal($$ select filters.prune_dimension('size') $$) ->> 'key',
    'filters.not_prunable', 'without a rule nothing is pruned'
);
select is(
    tests.refusal($$ select filters.prune_dimension('nosuch') $$) ->> 'key',
    'filters.unknown_dimension', 'of a dimension that there is'
);
select tests.login_as(tests.user('bob'));
select is(
    tests.refusal($$ select api.prune_dimension('colour') $$) ->> 'key',
    'core.not_permitted', 'others are refused'
);

select * from finish();
rollback;
